import * as z from 'zod/mini'
import { entities } from './config/entities.ts'
import { mistakeTexts } from './config/mistake-text.ts'
import { type PolicyGiven, policyOf, sharedPolicy } from './config/policy.ts'
import { policyFitsTogether } from './config/policy-mistakes.ts'
import { announceTo, reminders } from './config/reminders.ts'
import { channel, person, slashCommand, team } from './config/slack-values.ts'
import { date, duration, timeZone, weekend, years } from './config/values.ts'

export { hasOwnCredentials, ownSettingName, settingsNeeded } from './config/credentials.ts'

/** `closing-bell.yml` as the code uses it. Where each key is explained: docs/configuration.md. */
const configSchema = z
  .strictObject({
    slack: z.strictObject({
      team,
      channel,
      /** What people type: another one beside it in the same workspace has another name. */
      command: slashCommand,
    }),
    timezone: timeZone,
    entities,
    policy: sharedPolicy,
    /** Whether files with financial data may be put into messages. */
    reports: z._default(z.enum(['link', 'attach']), 'link'),
    polling: z.optional(
      z.strictObject({ trialBalance: z._default(duration, 86_400), trialBalanceStart: z._default(duration, 900) }),
    ),
    /** Whether the head of a request's record is put into the notes of its period in Zuora. */
    stampNotes: z._default(z.boolean(), false),
    weekend: z._default(weekend, ['sat', 'sun']),
    /** Beside weekends and public holidays, of all entities. */
    daysOff: z._default(z.array(date), []),
    /** For how many years after the end of the fiscal year the record is to be kept. */
    evidence: z._default(z.strictObject({ retainYears: z._default(years, 8) }), { retainYears: 8 }),
    /** Written by scripts/build/compile-config.ts: the dates for each value of `holidays`. */
    publicHolidays: z._default(z.record(z.string(), z.array(date)), {}),
    reminders: z.optional(reminders),
    /** Who is told before a planned close and when a period locks or reopens; an entity may have its own. */
    announceTo: z._default(announceTo, []),
    /** The person who is told, once, of what keeps the bot from doing its work. */
    admin: z.optional(person),
  })
  .check(policyFitsTogether)

export type Config = z.infer<typeof configSchema>

export type ConfigRead = { ok: true; config: Config } | { ok: false; mistakes: string[] }

/** Checks a configuration that was read from YAML or JSON. Each mistake is one line that begins with its path in the file. */
export function readConfig(raw: unknown): ConfigRead {
  // The input of an issue tells a missing key from a wrong one; it is never printed.
  const read = configSchema.safeParse(raw, { reportInput: true })
  if (read.success) return { ok: true, config: read.data }
  return { ok: false, mistakes: read.error.issues.flatMap(mistakeTexts) }
}

/** The policy that is in force for an entity. */
export function policyFor({ policy, entities }: Config, key: string): PolicyGiven {
  return policyOf(policy, entities.find((entity) => entity.key === key)?.policy)
}

/** The country, or part of one, whose public holidays an entity has: its own, or those of all. */
export function holidaysOf({ reminders, entities }: Config, key: string): string | undefined {
  return entities.find((entity) => entity.key === key)?.holidays ?? reminders?.holidays
}
