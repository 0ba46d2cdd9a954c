import type { Entity } from '../usecases/ports.ts'
import { createAccountingPeriods } from '../zuora/accounting-periods.ts'
import { createBlockers } from '../zuora/blockers.ts'
import { createZuoraClient } from '../zuora/client.ts'
import { type Common, now } from './adapters.ts'

type ZuoraSettings = { ZUORA_BASE_URL: string; ZUORA_CLIENT_ID: string; ZUORA_CLIENT_SECRET: string }

/** Each entity of the configuration with its Zuora. Apart, so that only functions that talk to Zuora hold its client. */
export function zuoraEntities(settings: ZuoraSettings, { config, log }: Common): Entity[] {
  return config.entities.map(({ key, name, channel, timezone, entityId, orgIds }) => {
    const client = createZuoraClient({
      baseUrl: settings.ZUORA_BASE_URL,
      clientId: settings.ZUORA_CLIENT_ID,
      clientSecret: settings.ZUORA_CLIENT_SECRET,
      entityId: entityId ?? null,
      orgIds,
      now,
      log: (call) => log('zuora-call', call),
    })
    return {
      key,
      name,
      channel: channel ?? config.slack.channel,
      timeZone: timezone ?? config.timezone,
      periods: createAccountingPeriods(client),
      blockers: createBlockers(client),
    }
  })
}
