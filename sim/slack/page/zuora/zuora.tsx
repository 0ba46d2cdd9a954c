import { useContext } from 'preact/hooks'
import { TenantView } from '../../../zuora/page/tenant-view.tsx'
import { SeenContext } from '../state/context.ts'
import { ViewFrame } from '../views/view-frame.tsx'

/** The tenant that the bot closes: as Zuora's own page would show it, and what others do there. */
export const Zuora = ({ onMenu }: { onMenu: () => void }) => {
  const { zuora, bot } = useContext(SeenContext).workspace
  return (
    <ViewFrame title="Zuora" about="The billing system whose months the bot closes" testId="zuora" onMenu={onMenu}>
      <div class="view-body">
        {zuora.kind === 'stand-in' ? <TenantView base="/zuora" bot={bot.name} /> : null}
        {zuora.kind === 'elsewhere' ? (
          <p data-testid="zuora-elsewhere">
            The bot asks the Zuora at <b>{zuora.host}</b>: a tenant that is not played here, so this page neither shows
            it nor does anything there. See it in Zuora itself.
          </p>
        ) : null}
        {zuora.kind === 'unknown' ? <p>Slack is played here alone, without a Zuora.</p> : null}
      </div>
    </ViewFrame>
  )
}
