import { invocationNow } from '../log/invocation.ts'
import type { Entity } from '../usecases/ports/rules.ts'
import { createAccountingPeriods } from '../zuora/accounting-periods.ts'
import { createBlockers } from '../zuora/blockers.ts'
import { createZuoraClient, type ZuoraClientOptions } from '../zuora/client.ts'
import { createDocuments } from '../zuora/documents.ts'
import { createReports } from '../zuora/files.ts'
import type { Common } from './adapters.ts'
import { realNow } from './clock.ts'
import { logZuoraCall } from './log-zuora-call.ts'
import { dayOffRule } from './policy/day-off-rule.ts'
import { zuoraSettingsOf } from './zuora-settings.ts'

/** Each entity of the configuration with its Zuora. Apart, so that only functions that talk to Zuora hold its client. */
export function zuoraEntities(
  settings: Readonly<Record<string, string>>,
  { config, log, live }: Pick<Common, 'config' | 'log' | 'live'>,
  limits: Pick<ZuoraClientOptions, 'readTimeoutMs'> = {},
): Entity[] {
  return config.entities.map((given) => {
    const { key, name, channel, timezone, entityId, orgIds } = given
    const client = createZuoraClient({
      baseUrl: zuoraSettingsOf(settings, key).baseUrl,
      credentials: live.held((values) => {
        const { clientId, clientSecret } = zuoraSettingsOf(values, key)
        return { clientId, clientSecret }
      }),
      entityId: entityId ?? null,
      orgIds,
      now: realNow,
      trackId: () => invocationNow().request,
      log: (call) => logZuoraCall(key, call, log),
      ...limits,
    })
    return {
      key,
      name,
      channel: channel ?? config.slack.channel,
      timeZone: timezone ?? config.timezone,
      isDayOff: dayOffRule(config, key),
      stampNotes: given.stampNotes ?? config.stampNotes,
      manageFrom: given.manageFrom ?? null,
      childrenOf: given.organizations ?? {},
      periods: createAccountingPeriods(client),
      blockers: createBlockers(client),
      documents: createDocuments(client),
      // What `respond` attaches has to fit into its 240 s, measuring included.
      reports: createReports(client, { openWithinMs: 60_000 }),
    }
  })
}
