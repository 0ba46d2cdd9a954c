import { useState } from 'preact/hooks'
import { Effects } from './effects.tsx'
import { linesOf, nextOf } from './lines.ts'
import { PeriodRow } from './period-row.tsx'
import { TroubleBar } from './trouble-bar.tsx'
import { type Said, useTenant } from './use-tenant.ts'

type Props = {
  /** Where the control API is reached. */
  base: string
  /** Who the users of the API are. */
  bot: string
}

/** The tenant as Zuora shows it, and what others do there. */
export const TenantView = ({ base, bot }: Props) => {
  const { tenant, isAnswering, said, act } = useTenant(base)
  const [entity, setEntity] = useState<string | null>(null)
  const [withOlder, setWithOlder] = useState(false)
  const [chosen, setChosen] = useState<string | null>()
  if (tenant === undefined)
    return <p class="starting">{isAnswering ? '' : 'The stand-in for Zuora does not answer.'}</p>
  const lines = linesOf({ tenant, entity, withOlder, bot })
  const opened = chosen === undefined ? nextOf(lines) : chosen
  return (
    <div class="tenant" data-testid="tenant">
      <p class="tenant-about">
        A company’s tenant in Zuora, made for trying things out: its accounting periods, one a month. What you do here
        is what <em>somebody else</em> does in Zuora, behind the bot’s back. Times are Zuora’s: {tenant.timezone}.
      </p>
      <TroubleBar tenant={tenant} act={act} />
      <div class="tenant-choice">
        {tenant.entities.length > 1 ? (
          <label>
            Entity{' '}
            <select
              class="select"
              data-testid="zuora-entity"
              value={entity ?? tenant.entities[0]?.id}
              onChange={({ currentTarget }) => {
                setEntity(currentTarget.value)
                setChosen(undefined)
              }}
            >
              {tenant.entities.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        <label class="check">
          <input
            type="checkbox"
            checked={withOlder}
            onChange={({ currentTarget }) => setWithOlder(currentTarget.checked)}
          />{' '}
          Show older closed periods
        </label>
      </div>
      <Told said={isAnswering ? said : { text: 'The stand-in for Zuora does not answer.', isBad: true }} />
      <table class="periods" aria-label="Accounting periods">
        <thead>
          <tr>
            <th scope="col">Accounting period</th>
            <th scope="col">Status</th>
            <th scope="col">Trial balance</th>
            <th scope="col">To be cleared</th>
            <th scope="col">Last changed</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <PeriodRow
              key={line.period.id}
              {...{ line, tenant, act }}
              isOpen={line.period.id === opened}
              onToggle={() => setChosen(line.period.id === opened ? null : line.period.id)}
            />
          ))}
        </tbody>
      </table>
      <Effects effects={tenant.effects} bot={bot} timezone={tenant.timezone} />
    </div>
  )
}

/** Stays in the page while it is empty, so that a screen reader tells of what comes into it. */
const Told = ({ said }: { said: Said | null }) => (
  <p class={`told ${said?.isBad ? 'bad' : ''}`} role="status" data-testid="zuora-told">
    {said?.text}
  </p>
)
