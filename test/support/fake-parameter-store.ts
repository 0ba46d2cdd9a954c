import { vi } from 'vitest'
import { type Answer, startLocalHttp } from './local-http.ts'

type Stored = { value: string; version: number; type: string }
type Asked = { Name?: string; Names?: string[]; Path?: string; Value?: string; Type?: string; WithDecryption?: boolean }

const storedAt = Date.parse('2026-11-12T09:00:00Z') / 1000

/** AWS Parameter Store on this machine, for SDK and signed calls alike; `refuse` says to which call it answers what. */
export async function startParameterStore(given: Record<string, string> = {}) {
  const stored = new Map<string, Stored>()
  for (const [name, value] of Object.entries(given)) stored.set(name, { value, version: 1, type: 'SecureString' })
  const calls: { operation: string; name: string }[] = []
  let refuse: (operation: string, name: string) => Answer | undefined = () => undefined
  const { url } = await startLocalHttp(({ headers, body }) => {
    const operation = String(headers['x-amz-target']).replace('AmazonSSM.', '')
    const asked: Asked = JSON.parse(body)
    const name = asked.Name ?? asked.Path ?? asked.Names?.join(',') ?? ''
    calls.push({ operation, name })
    return refuse(operation, name) ?? answerOf(operation, asked, stored)
  })
  const environment = {
    AWS_ENDPOINT_URL_SSM: url,
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'a-secret-key',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  }
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  return {
    stored,
    calls,
    environment,
    values: () => Object.fromEntries([...stored].map(([name, { value }]) => [name, value])),
    refuseWith(answer: typeof refuse) {
      refuse = answer
    },
  }
}

/** As AWS says no: its name, and words of its own. */
export const awsError = (name: string, message: string): Answer => ({
  status: 400,
  headers: { 'x-amzn-errortype': name },
  body: { __type: name, message },
})

function answerOf(operation: string, asked: Asked, stored: Map<string, Stored>): Answer {
  const shown = (name: string, { value, version, type }: Stored) => ({
    Name: name,
    Value: asked.WithDecryption ? value : `encrypted-${version}`,
    Version: version,
    Type: type,
    LastModifiedDate: storedAt,
  })
  const found = (names: readonly string[]) => names.flatMap((name) => (stored.get(name) ? [name] : []))
  const { Name = '', Names = [], Path = '', Value = '', Type = '' } = asked
  switch (operation) {
    case 'GetParametersByPath': {
      const below = [...stored].filter(([name]) => name.startsWith(`${Path}/`))
      return { body: { Parameters: below.map(([name, one]) => shown(name, one)) } }
    }
    case 'GetParameter': {
      const one = stored.get(Name)
      return one ? { body: { Parameter: shown(Name, one) } } : awsError('ParameterNotFound', '')
    }
    case 'GetParameters': {
      const Parameters = found(Names).flatMap((name) =>
        shown(name, stored.get(name) ?? { value: '', version: 0, type: '' }),
      )
      return { body: { Parameters, InvalidParameters: Names.filter((name) => !stored.has(name)) } }
    }
    case 'PutParameter': {
      const version = (stored.get(Name)?.version ?? 0) + 1
      stored.set(Name, { value: Value, version, type: Type })
      return { body: { Version: version, Tier: 'Standard' } }
    }
    default:
      return awsError('UnknownOperationException', operation)
  }
}
