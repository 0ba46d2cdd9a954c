import type { ZuoraError } from '../api/errors.ts'
import type { StoredPeriod } from '../records/records.ts'
import type { Permissions } from '../records/settings.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { Actor } from './actor.ts'

/** A reason why Zuora says no to doing something to a period, or undefined. */
export type Rule = (tenant: Tenant, period: StoredPeriod, actor: Actor) => ZuoraError | undefined

export const no = (category: ZuoraError['category'], message: string): ZuoraError => ({
  resource: 'accounting-periods',
  category,
  message,
})

const words: Record<keyof Permissions, string> = {
  manageCloseProcess: 'Manage Close Process',
  runTrialBalance: 'Run Trial Balance',
  reopenAccountingPeriod: 'Reopen Accounting Period',
  createAccountingPeriod: 'Create Accounting Period',
  deleteAccountingPeriod: 'Delete Accounting Period',
}

/** "You must have the … user permission." */
export function missingPermission({ permissions }: Actor, ...needed: (keyof Permissions)[]): ZuoraError | undefined {
  const missing = needed.find((name) => !permissions[name])
  return missing && no(10, `You do not have the ${words[missing]} permission.`)
}

export const mayHave =
  (...needed: (keyof Permissions)[]): Rule =>
  (_tenant, _period, actor) =>
    missingPermission(actor, ...needed)

/** The first rule that forbids it; none does what is forced. */
export function firstNo(
  rules: readonly Rule[],
  tenant: Tenant,
  period: StoredPeriod,
  actor: Actor,
): ZuoraError | undefined {
  if (actor.force) return undefined
  for (const rule of rules) {
    const error = rule(tenant, period, actor)
    if (error !== undefined) return error
  }
  return undefined
}
