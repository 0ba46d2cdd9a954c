import type { BehindPart } from '../../behind/behind-source.ts'

/** The whole of what was said, as it was said, but for its secrets. */
export const Exchange = ({ parts }: { parts: readonly BehindPart[] }) => (
  <>
    {parts.map((part) => (
      <section key={part.label} class="exchange-part">
        <h4>{part.label}</h4>
        {part.line ? <p class="exchange-line">{part.line}</p> : null}
        <Headers headers={part.headers} />
        {isEmpty(part.body) ? null : <pre>{write(part.body)}</pre>}
      </section>
    ))}
  </>
)

const Headers = ({ headers }: Pick<BehindPart, 'headers'>) => {
  const named = Object.entries(headers)
  if (named.length === 0) return null
  return (
    <dl class="exchange-headers">
      {named.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const isEmpty = (body: unknown): boolean => body === null || body === undefined || body === ''

const write = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body, null, 2))
