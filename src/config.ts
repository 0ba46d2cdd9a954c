import * as z from 'zod/mini'
import { entities } from './config/entities.ts'
import { mistakeText } from './config/mistake-text.ts'
import { type PolicyGiven, policyOf, sharedPolicy, tooManyApprovals, tooManyOwnApprovals } from './config/policy.ts'
import { businessDay, channel, duration, holidays, matching, timeZone, weekday } from './config/values.ts'

export { hasOwnCredentials, ownSettingName, settingsNeeded } from './config/credentials.ts'

/** `closing-bell.yml` as the code uses it. Where each key is explained: docs/configuration.md. */
const configSchema = z
  .strictObject({
    slack: z.strictObject({ team: matching(/^[TE][A-Z0-9]+$/, 'a workspace id such as T0123ABCD'), channel }),
    timezone: timeZone,
    entities,
    policy: sharedPolicy,
    /** Whether files with financial data may be put into messages. */
    reports: z._default(z.enum(['link', 'attach']), 'link'),
    polling: z.optional(
      z.strictObject({ trialBalance: z._default(duration, 86_400), trialBalanceStart: z._default(duration, 900) }),
    ),
    reminders: z.optional(
      z.strictObject({
        at: matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 09:00'),
        closeDueBusinessDay: z.optional(businessDay),
        holidays: z.optional(holidays),
        quietOn: z.optional(z.array(weekday)),
      }),
    ),
  })
  .check(needsNoMoreApprovalsThanThereArePeople)

export type Config = z.infer<typeof configSchema>

export type ConfigRead = { ok: true; config: Config } | { ok: false; mistakes: string[] }

/** Checks a configuration that was read from YAML or JSON. Each mistake is one line that begins with its path in the file. */
export function readConfig(raw: unknown): ConfigRead {
  // The input of an issue tells a missing key from a wrong one; it is never printed.
  const read = configSchema.safeParse(raw, { reportInput: true })
  if (read.success) return { ok: true, config: read.data }
  return { ok: false, mistakes: read.error.issues.map(mistakeText) }
}

/** The policy that is in force for an entity. */
export function policyFor({ policy, entities }: Config, key: string): PolicyGiven {
  return policyOf(policy, entities.find((entity) => entity.key === key)?.policy)
}

function needsNoMoreApprovalsThanThereArePeople({
  value,
  issues,
}: z.core.ParsePayload<Pick<Config, 'policy' | 'entities'>>): void {
  const shared = tooManyApprovals(value.policy).map((mistake) => ({ ...mistake, path: ['policy', ...mistake.path] }))
  const own = value.entities.flatMap(({ policy }, index) =>
    (policy ? tooManyOwnApprovals(value.policy, policy) : []).map(({ path, message }) => ({
      message,
      path: ['entities', index, 'policy', ...path],
    })),
  )
  for (const mistake of [...shared, ...own]) issues.push({ code: 'custom', input: undefined, ...mistake })
}
