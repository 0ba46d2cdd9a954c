import * as z from 'zod/mini'

/** `closing-bell.yml` as the code uses it. Where each key is explained: docs/configuration.md. */
const durationPattern = /^(?<count>[1-9]\d*)(?<unit>[smhd])$/
const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }

/** `90s`, `15m`, `48h`, `2d`, in seconds. */
const duration = z.pipe(
  z.string().check(z.regex(durationPattern, 'must be a duration such as 15m, 48h or 2d')),
  z.transform((text) => {
    const { count, unit } = durationPattern.exec(text)?.groups ?? {}
    return Number(count) * (unitSeconds[unit ?? ''] ?? 0)
  }),
)

const matching = (pattern: RegExp, what: string) => z.string().check(z.regex(pattern, `must be ${what}`))

const timeZone = z.string().check(z.refine(isTimeZone, 'must be a time zone such as America/New_York'))
const channel = matching(/^[CG][A-Z0-9]+$/, 'a channel id such as C0123ABCD')
const principal = matching(/^[UWS][A-Z0-9]+$/, 'a user id (U…) or a user group id (S…)')
const principals = z.array(principal).check(z.minLength(1, 'must name at least one user or user group'))
const approvals = z.int().check(z.nonnegative('must be 0 or more'))
const rule = z.strictObject({ approvals, approvers: z.optional(principals) })

const actionNames = [
  'trial-balance',
  'pending-close',
  'close',
  'reopen',
  'create',
  'update',
  'update-dates',
  'delete',
] as const

const entity = z.strictObject({
  key: matching(/^[a-z][a-z0-9]{0,15}$/, 'lower-case letters and digits, at most 16'),
  name: z.string().check(z.minLength(1, 'must not be empty'), z.maxLength(60, 'must be at most 60 characters')),
  channel: z.optional(channel),
  timezone: z.optional(timeZone),
  entityId: z.optional(z.nullable(z.string())),
  orgIds: z._default(z.array(z.string()), []),
})

const weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])

const configSchema = z.strictObject({
  slack: z.strictObject({ team: matching(/^[TE][A-Z0-9]+$/, 'a workspace id such as T0123ABCD'), channel }),
  timezone: timeZone,
  entities: z.array(entity).check(
    z.minLength(1, 'must list at least one entity'),
    z.refine(
      (entities) => new Set(entities.map(({ key }) => key)).size === entities.length,
      'must have different keys',
    ),
  ),
  policy: z
    .strictObject({
      requesters: principals,
      approvers: principals,
      expireAfter: duration,
      actions: z.partialRecord(z.enum(actionNames), rule),
    })
    .check(needsNoMoreThanThereAre),
  polling: z.optional(
    z.strictObject({ trialBalance: z._default(duration, 86_400), trialBalanceStart: z._default(duration, 900) }),
  ),
  reminders: z.optional(
    z.strictObject({
      at: matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 09:00'),
      closeDueBusinessDay: z.optional(z.int()),
      holidays: z.optional(z.string()),
      quietOn: z.optional(z.array(weekday)),
    }),
  ),
})

export type Config = z.infer<typeof configSchema>

export type ConfigRead = { ok: true; config: Config } | { ok: false; mistakes: string[] }

/** Checks a configuration that was read from YAML or JSON. Each mistake is one line that begins with its path in the file. */
export function readConfig(raw: unknown): ConfigRead {
  // The input of an issue tells a missing key from a wrong one; it is never printed.
  const read = configSchema.safeParse(raw, { reportInput: true })
  if (read.success) return { ok: true, config: read.data }
  return { ok: false, mistakes: read.error.issues.map(mistakeText) }
}

function mistakeText(issue: z.core.$ZodIssue): string {
  const path = issue.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')
  const where = path === '' ? 'the file' : path.replace(/^\./, '')
  return `${where}: ${reasonOf(issue)}`
}

function reasonOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `unknown ${issue.keys.length === 1 ? 'key' : 'keys'} ${issue.keys.join(', ')}${knownKeys(issue.path)}`
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${article(issue.expected)}`
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`
    default:
      return issue.message
  }
}

function knownKeys(path: readonly PropertyKey[]): string {
  return path.at(-1) === 'actions' ? `; the actions are ${actionNames.join(', ')}` : ''
}

function article(type: string): string {
  return `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

type PolicyGiven = {
  approvers: string[]
  actions: Partial<Record<string, { approvals: number; approvers?: string[] | undefined }>>
}

/** Where only people are named, their number is known; a group's members are not known here. */
function needsNoMoreThanThereAre({ value, issues }: z.core.ParsePayload<PolicyGiven>): void {
  for (const [name, action] of Object.entries(value.actions)) {
    const approvers = action?.approvers ?? value.approvers
    const needed = action?.approvals ?? 0
    const people = new Set(approvers).size
    if (people === 0 || needed <= people || approvers.some((id) => id.startsWith('S'))) continue
    const message = `needs ${needed} approvals, but only ${people} may approve`
    issues.push({ code: 'custom', path: ['actions', name, 'approvals'], message, input: needed })
  }
}
