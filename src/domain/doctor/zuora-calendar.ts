import type { AccountingPeriod } from '../accounting-period.ts'
import { isBeforeManaged } from '../calendar/calendar-rules.ts'
import { nameIn } from '../calendar/organizations.ts'
import { type DatedPeriod, datedPeriods } from '../period-reference.ts'
import { type Finding, findingsOf } from './finding.ts'

type Calendar = { periods: readonly AccountingPeriod[]; today: string; manageFrom: string | null; name: string }

/** "All earlier periods must be closed": whatever comes first keeps everything after it from being closed. */
export function checkCalendar({ periods, today, manageFrom, name }: Calendar): Finding[] {
  const { ok, warning, fault } = findingsOf('accounting periods')
  const dated = datedPeriods(periods)
  if (dated.length === 0) {
    const fix = 'make the first accounting period in Zuora, or check entityId and orgIds in the configuration file.'
    return [fault(`${name}: Zuora shows none`, fix)]
  }
  const readable = ok(`${name}: ${dated.length} can be read`)
  const open = dated.filter(({ status }) => status !== 'Closed')
  const firsts = firstOfEach(open)
  if (firsts.length === 0) {
    return [readable, warning(`${name}: all are closed`, 'make the next one: create in Slack, or in Zuora.')]
  }
  return [
    readable,
    ...firsts.map((first) => {
      const called = nameIn(periods, first)
      const after = open.filter((period) => period.endDate < today && sameLabels(period, first)).length
      if (first.endDate >= today) return ok(`${name}: ${called} is the earliest that is not closed; it has not ended`)
      if (after <= endedAtMonthEnd) return ok(`${name}: ${called} is the next to close`)
      return warning(
        `${name}: the earliest that is not closed is ${called}, with ${after - 1} more that have ended: nothing after ${called} can be closed`,
        isBeforeManaged(first, { manageFrom })
          ? `manageFrom is ${manageFrom}: close ${called} and what follows in Zuora's own pages, one after the other.`
          : `close ${called} first, then what follows: close ${called} in Slack. Or leave old ones to Zuora with manageFrom.`,
      )
    }),
  ]
}

/** While a month is being closed, it and perhaps the one before are open. */
const endedAtMonthEnd = 2

/** Under Multi-Org each organisation has its own calendar. */
function firstOfEach(open: readonly DatedPeriod[]): DatedPeriod[] {
  return open.filter((period, at) => !open.slice(0, at).some((earlier) => sameLabels(earlier, period)))
}

function sameLabels(a: DatedPeriod, b: DatedPeriod): boolean {
  return a.organizationLabels.join() === b.organizationLabels.join()
}

/** A trial balance leaves the reports that Zuora's settings ask for; without any, nothing can be measured or shown. */
export function checkReports({ periods, name }: Pick<Calendar, 'periods' | 'name'>, reports: string): Finding {
  const { ok, warning, notCheckable } = findingsOf('reports')
  const last = datedPeriods(periods).findLast(({ trialBalance }) => trialBalance.status === 'completed')
  if (last === undefined) return notCheckable(`${name}: no trial balance has completed yet`)
  const called = nameIn(periods, last)
  if (last.reports.length === 0) {
    return warning(
      `${name}: the trial balance of ${called} left none: a card can show no reports, and none is measured`,
      'choose the reports of a trial balance in the Finance settings of Zuora, and run one trial balance.',
    )
  }
  const shown = reports === 'attach' ? 'they are attached in Slack' : 'Slack says where they are'
  return ok(`${name}: the trial balance of ${called} left ${last.reports.length}; ${shown} (reports: ${reports})`)
}
