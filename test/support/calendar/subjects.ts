import type { PeriodFields } from '../../../src/domain/calendar/period-fields.ts'
import type { ZuoraAsk } from '../../../src/domain/zuora-ask.ts'
import type { ReconcilePorts } from '../../../src/usecases/reconcile/reconcile-ports.ts'
import { type RequestActionPorts, requestAction } from '../../../src/usecases/request-action.ts'
import { requestChange } from '../../../src/usecases/request-change.ts'
import { requestRange } from '../../../src/usecases/request-range.ts'
import type { Wanted } from './calendar-rules.ts'
import type { Subject } from './calendar-story.ts'

/** The period after the last of the calendar. */
export const november: PeriodFields = {
  name: 'Nov 2026',
  startDate: '2026-11-01',
  endDate: '2026-11-30',
  fiscalYear: 2026,
  fiscalQuarter: 4,
}

const idOf = (name: string) => name.slice(0, 3)

const earlierEnds = { Sep: '2026-09-28', Oct: '2026-10-29' } as const
const formerEnds = { Sep: '2026-09-30', Oct: '2026-10-31' } as const

type By = { personId: string; messageId: string }

/** As a command or a form asks the bot. */
export function askFor(
  subject: Subject | { action: 'close' },
  by: By,
  ports: RequestActionPorts & ReconcilePorts,
): Promise<unknown> {
  const asked = { ...by, entity: null, channel: 'C0CLOSE', note: null }
  switch (subject.action) {
    case 'close':
      return requestAction({ ...asked, action: 'close', reference: 'next' }, ports)
    case 'reopen':
      return requestAction({ ...asked, action: 'reopen', reference: 'Aug 2026 late accruals' }, ports)
    case 'delete':
      return requestAction({ ...asked, action: 'delete', reference: 'Oct 2026' }, ports)
    case 'close-range':
      return requestRange({ ...asked, from: 'Aug 2026', to: subject.to }, ports)
    default: {
      const { action } = subject
      const { periodId, fields } = wantedBy(subject)
      return requestChange({ ...asked, entity: 'us', action, periodId, fields: fields ?? {} }, ports)
    }
  }
}

type Change = Exclude<Subject, { action: 'close-range' }>

/** What the subject wants of Zuora. */
export function wantedBy(subject: Change): Wanted {
  switch (subject.action) {
    case 'create':
      return { what: 'create', periodId: null, fields: november }
    case 'delete':
      return { what: 'delete', periodId: 'Oct', fields: null }
    case 'reopen':
      return { what: 'reopen', periodId: 'Aug', fields: null }
    case 'update':
      return { what: 'update', periodId: idOf(subject.period), fields: subject.fields }
    case 'update-dates':
      return { what: 'update', periodId: idOf(subject.period), fields: { endDate: endOf(subject, earlierEnds) } }
  }
}

/** What takes it back, by a person in Zuora. `madeId`: of the period that was made. */
export function undoing(subject: Change, madeId: string | null): Wanted[] {
  const of = (what: ZuoraAsk, periodId: string | null, fields: PeriodFields | null = null) => ({
    what,
    periodId,
    fields,
  })
  switch (subject.action) {
    case 'create':
      return [of('delete', madeId)]
    case 'delete':
      return [
        of('create', null, { name: 'Oct 2026', startDate: '2026-10-01', endDate: '2026-10-31', fiscalYear: 2026 }),
      ]
    case 'reopen':
      return [of('pending-close', 'Aug'), of('close', 'Aug')]
    case 'update':
      return [of('update', idOf(subject.period), { name: subject.period, notes: null, fiscalQuarter: 3 })]
    case 'update-dates':
      return [of('update', idOf(subject.period), { endDate: endOf(subject, formerEnds) })]
  }
}

function endOf({ period }: { period: 'Sep 2026' | 'Oct 2026' }, ends: Readonly<Record<'Sep' | 'Oct', string>>): string {
  return period === 'Sep 2026' ? ends.Sep : ends.Oct
}
