import { botUser } from '../fake-zuora.ts'
import type { Wanted } from './calendar-rules.ts'
import type { CalendarEvent, SomeoneDoes, Subject } from './calendar-story.ts'
import type { CalendarWorld } from './calendar-world.ts'
import { november, undoing, wantedBy } from './subjects.ts'

type Outside = Extract<CalendarEvent, { kind: 'someone' | 'outage' | 'policy' }>

/** What happens in Zuora and to the policy, by others. */
export function outside(world: CalendarWorld, subject: Subject, event: Outside): void {
  const { zuora, policy, clock } = world
  switch (event.kind) {
    case 'policy':
      policy.approvals = event.approvals
      return
    case 'outage': {
      const until = clock.now().getTime() + event.seconds * 1000
      if (event.of === 'zuora') zuora.state.unavailableUntil = until
      else zuora.state.signInRefusedUntil = until
      return
    }
    case 'someone':
      if (isBotUnlearned(world)) return
      for (const wanted of doneBySomeone(event.does, subject, world)) zuora.someone(wanted)
  }
}

/** Between the bot's accepted pending close and its next read, others would be taken for the bot: a moment. */
function isBotUnlearned({ requests, zuora }: CalendarWorld): boolean {
  const last = zuora.effects.at(-1)
  const isBots = last?.what === 'pending-close' && last.by === botUser
  return (
    isBots && requests.all().some(({ status, integrationUser }) => status !== 'finished' && integrationUser === null)
  )
}

function doneBySomeone(does: SomeoneDoes, subject: Subject, { zuora }: CalendarWorld): Wanted[] {
  const calendar = zuora.now()
  const made = calendar.find(({ name }) => name === november.name)
  const last = calendar.at(-1)
  const firstOpen = calendar.find(({ status }) => status !== 'Closed')
  const lastClosed = calendar.findLast(({ status }) => status === 'Closed')
  const of =
    subject.action === 'close-range' ? (firstOpen?.id ?? null) : (wantedBy(subject).periodId ?? last?.id ?? null)
  const one = (what: Wanted['what'], periodId: string | null, fields: Wanted['fields'] = null): Wanted[] => [
    { what, periodId, fields },
  ]
  switch (does) {
    case 'the-same':
      return subject.action === 'close-range' ? one('close', of) : [wantedBy(subject)]
    case 'undo':
      return subject.action === 'close-range'
        ? one('reopen', lastClosed?.id ?? null)
        : undoing(subject, made?.id ?? null)
    case 'other-fields':
      return one('update', of, { fiscalYear: 2000 + zuora.effects.length })
    case 'trial-balance':
      return one('run-trial-balance', of)
    case 'close-earliest':
      return one('close', firstOpen?.id ?? null)
    case 'reopen-earlier':
      return one('reopen', lastClosed?.id ?? null)
    case 'add':
      return one('create', null, november)
    case 'remove':
      return one('delete', last?.id ?? null)
    case 'move-end':
      return one('update', of, { endDate: `${calendar.find(({ id }) => id === of)?.startDate.slice(0, 7)}-27` })
    default:
      return one(does, of)
  }
}
