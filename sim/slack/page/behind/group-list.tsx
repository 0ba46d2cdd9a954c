import { useContext, useState } from 'preact/hooks'
import { SeenContext } from '../state/context.ts'
import { sayClock } from './durations.ts'
import type { Group } from './group-entries.ts'

type Props = { groups: readonly Group[]; chosen: string; onChoose: (id: string) => void }

const shownAtOnce = 30

const headings: Readonly<Record<Group['kind'], string>> = {
  request: 'Requests',
  message: 'Without a request',
  rest: 'Everything else',
}

/** What can be looked at: a list, or on a narrow screen one field to choose from. */
export const GroupList = ({ groups, chosen, onChoose }: Props) => {
  const { person, workspace } = useContext(SeenContext)
  const nameOf = (group: Group) => workspace.people.find(({ id }) => id === group.person)?.name ?? ''
  const [most, setMost] = useState(shownAtOnce)
  const kinds = (['request', 'message', 'rest'] as const).map((kind) => {
    const all = groups.filter((group) => group.kind === kind)
    const own = all.filter(({ id }, index) => index < most || id === chosen)
    return { kind, own, isMore: own.length < all.length }
  })
  return (
    <>
      <nav class="behind-list" aria-label="What to look at">
        {kinds.map(({ kind, own, isMore }) =>
          own.length === 0 ? null : (
            <section key={kind}>
              <h3>{headings[kind]}</h3>
              {own.map((group) => (
                <button
                  type="button"
                  key={group.id}
                  class="behind-choice"
                  aria-current={group.id === chosen ? 'true' : undefined}
                  data-testid={`behind-${group.id}`}
                  onClick={() => onChoose(group.id)}
                >
                  <span class="behind-title">{group.title}</span>
                  <span class="quiet">
                    {[group.about, nameOf(group), countLines(group.entries.length)].filter(Boolean).join(' · ')}
                  </span>
                  <span class="quiet">{sayClock(group.at, person.tz)}</span>
                </button>
              ))}
              {isMore ? (
                <button type="button" class="behind-choice link" onClick={() => setMost(most + shownAtOnce)}>
                  Show earlier
                </button>
              ) : null}
            </section>
          ),
        )}
      </nav>
      <select
        class="behind-select"
        aria-label="What to look at"
        value={chosen}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {kinds.map(({ kind, own }) =>
          own.length === 0 ? null : (
            <optgroup key={kind} label={headings[kind]}>
              {own.map((group) => (
                <option key={group.id} value={group.id}>
                  {[group.title, group.about, nameOf(group)].filter(Boolean).join(' · ')}
                </option>
              ))}
            </optgroup>
          ),
        )}
      </select>
    </>
  )
}

const countLines = (count: number): string => `${count}\u00a0line${count === 1 ? '' : 's'}`
