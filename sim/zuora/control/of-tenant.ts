import { createTally } from '../objects/documents.ts'
import type { StoredPeriod } from '../records/records.ts'
import { readSettings, readUsers, type Tenant } from '../tenant/tenant.ts'
import { runningTrialBalance } from '../tenant/trial-balances.ts'
import { showInControl } from './of-periods.ts'
import { type Operation, ok } from './operation.ts'
import type { ShownPeriod, ShownTenant } from './shown-tenant.ts'

const SHOWN_EFFECTS = 30

function showTenant(tenant: Tenant): ShownTenant {
  const { store } = tenant
  const settings = readSettings(tenant)
  const show = showPeriods(tenant)
  return {
    now: tenant.now().toISOString(),
    timezone: tenant.timezone,
    speed: tenant.speed,
    entities: store.entities.all(),
    periods: store.periods
      .all()
      .sort((a, b) => a.startDate.localeCompare(b.startDate))
      .map(show),
    planned: store.nextTrialBalances.all(),
    outage: { on: settings.outage, until: settings.outageUntil },
    tooManyRequests: { on: settings.tooManyRequests, until: settings.tooManyRequestsUntil },
    signInRefused: settings.signInRefused,
    effects: store.effects.all().slice(-SHOWN_EFFECTS).reverse(),
  }
}

function showPeriods(tenant: Tenant): (period: StoredPeriod) => ShownPeriod {
  const { other } = readUsers(tenant)
  const tally = createTally(tenant)
  return (period) => {
    const running = runningTrialBalance(tenant, period.id)
    const { fiscalYear, fiscalQuarter, organizationLabels } = period
    return {
      ...showInControl(tenant, period, tally),
      fiscalYear,
      fiscalQuarter,
      organizationLabels,
      changedBy: period.updatedBy === other ? 'other' : 'api',
      running: running === undefined ? null : { askedAt: running.askedAt, endsAt: running.endsAt },
    }
  }
}

const readTenant: Operation = (tenant) => ok(showTenant(tenant))

export const tenantOperations: Record<string, Operation> = { 'GET /sim/tenant': readTenant }
