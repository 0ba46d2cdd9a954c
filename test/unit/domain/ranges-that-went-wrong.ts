import type { CalendarEvent, CalendarStory } from '../../support/calendar/calendar-story.ts'
import type { TurnPlan } from '../../support/closing-story.ts'

const calm: TurnPlan<CalendarEvent> = { diesAt: null, slow: null, between: null }

/** Nobody need approve, and nothing goes wrong. */
const plain: CalendarStory = {
  subject: { action: 'close-range', to: 'Aug 2026' },
  approvals: 0,
  beginsAtCard: false,
  botIsKnown: true,
  indexLagSeconds: 0,
  lags: [],
  runs: [],
  fates: [],
  lastFate: 'plain',
  plans: [],
  atAsks: [],
  events: [],
  endsWell: false,
}

/** Each broke a rule once. */
export const rangesThatWentWrong: readonly (readonly [what: string, story: CalendarStory])[] = [
  [
    'a turn died after it had made a close, which began although the range did not name it yet',
    { ...plain, plans: [{ ...calm, diesAt: 18 }] },
  ],
  [
    'a repeated turn ended the range while its execution waited for the close',
    {
      ...plain,
      approvals: 2,
      beginsAtCard: true,
      plans: [calm, calm, calm, { ...calm, between: { at: 6, events: [{ kind: 'turn-repeated', on: 'first' }] } }],
      events: [
        { kind: 'cancel', on: 'newest', person: 'U0ALICE' },
        { kind: 'click', on: 'first', person: 'U0BOB', decision: 'approved', onOldCard: true, twice: false },
      ],
    },
  ],
]
