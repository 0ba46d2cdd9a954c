import type { PeriodSeen } from '../evidence/filed.ts'

/** A period before and after; null: there was none. */
export type Difference = { was: PeriodSeen | null; is: PeriodSeen | null }

/** `status`: Zuora gives one that is not documented. `changed`: nothing that is compared, but somebody changed it. */
export type DifferenceKind =
  | 'created'
  | 'deleted'
  | 'closed'
  | 'reopened'
  | 'pending-close'
  | 'status'
  | 'dates'
  | 'renamed'
  | 'fiscal'
  | 'changed'

const compared = [
  'status',
  'startDate',
  'endDate',
  'name',
  'fiscalYear',
  'fiscalQuarter',
] as const satisfies (keyof PeriodSeen)[]

export function isSameCompared(was: PeriodSeen | null, is: PeriodSeen | null): boolean {
  return was === null || is === null ? was === is : compared.every((field) => was[field] === is[field])
}

/** Nothing that is kept of it is another: then nothing has to be asked about it. */
export function isAsSeen(was: PeriodSeen | null, is: PeriodSeen | null): boolean {
  if (was === null || is === null) return was === is
  const isUntouched = was.updatedOn === is.updatedOn && was.updatedBy === is.updatedBy
  const isSameRun = was.trialBalanceStart === is.trialBalanceStart && was.trialBalanceStatus === is.trialBalanceStatus
  return isSameCompared(was, is) && isUntouched && isSameRun
}

/** Of what is compared, what differs. */
export function differingFields({
  was,
  is,
}: {
  was: Partial<PeriodSeen> | null
  is: Partial<PeriodSeen> | null
}): (typeof compared)[number][] {
  return compared.filter((field) => was?.[field] !== is?.[field])
}

/** What became of it. At least one kind where the two differ in anything. */
export function kindsOf({ was, is }: Difference): DifferenceKind[] {
  if (is === null) return ['deleted']
  if (was === null) return ['created', ...(is.status === 'Open' ? [] : [statusKind(is.status)])]
  const differs = (...fields: (keyof PeriodSeen)[]) => fields.some((field) => was[field] !== is[field])
  const kinds: DifferenceKind[] = [
    ...(differs('status') ? [statusKind(is.status)] : []),
    ...(differs('startDate', 'endDate') ? ['dates' as const] : []),
    ...(differs('name') ? ['renamed' as const] : []),
    ...(differs('fiscalYear', 'fiscalQuarter') ? ['fiscal' as const] : []),
  ]
  return kinds.length === 0 ? ['changed'] : kinds
}

function statusKind(status: string): DifferenceKind {
  if (status === 'Closed') return 'closed'
  if (status === 'PendingClose') return 'pending-close'
  return status === 'Open' ? 'reopened' : 'status'
}

/** Each kind by itself, one following from the other: so that each is found once, whatever is found together with it. */
export function byKind({ was, is }: Difference): Difference[] {
  if (was === null || is === null || isSameCompared(was, is)) return [{ was, is }]
  const { updatedOn, updatedBy } = is
  let before = was
  return groups.flatMap((fields) => {
    if (fields.every((field) => was[field] === is[field])) return []
    const values = Object.fromEntries(fields.map((field) => [field, is[field]]))
    const one = { was: before, is: { ...before, ...values, updatedOn, updatedBy } }
    before = one.is
    return [one]
  })
}

const groups = [['status'], ['startDate', 'endDate'], ['name'], ['fiscalYear', 'fiscalQuarter']] as const

/** What is the same for the same difference: each field that differs, with its two values. */
export function textOfDifference({ was, is }: Difference): string {
  if (was === null || is === null) return JSON.stringify([was, is].map((one) => one && compared.map((it) => one[it])))
  const fields = isSameCompared(was, is) ? (['updatedOn', 'updatedBy'] as const) : compared
  return JSON.stringify(fields.flatMap((it) => (was[it] === is[it] ? [] : [[it, was[it], is[it]]])))
}
