import type { CalendarEvent, CalendarStory } from '../../support/calendar/calendar-story.ts'
import type { AtAsk, TurnPlan } from '../../support/closing-story.ts'

const calm: TurnPlan<CalendarEvent> = { diesAt: null, slow: null, between: null }

/** Nobody need approve, and nothing goes wrong. */
const plain: CalendarStory = {
  subject: { action: 'create' },
  approvals: 0,
  beginsAtCard: false,
  botIsKnown: false,
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

const beforeAsk = (...events: CalendarEvent[]): AtAsk<CalendarEvent> => ({ dies: false, events })

/** Each broke a rule once. */
export const changesThatWentWrong: readonly (readonly [what: string, story: CalendarStory])[] = [
  [
    'Zuora refused the credentials right after it had done what was asked',
    {
      ...plain,
      atAsks: [beforeAsk(), beforeAsk({ kind: 'outage', of: 'sign-in', seconds: 400 })],
    },
  ],
  [
    'a repeated turn found the period gone while another was about to ask',
    {
      ...plain,
      subject: { action: 'update-dates', period: 'Oct 2026' },
      atAsks: [beforeAsk({ kind: 'someone', does: 'remove' }, { kind: 'turn-repeated', on: 'first' })],
    },
  ],
  [
    'a turn was held up between storing its ask and sending it, until another had asked again',
    {
      ...plain,
      subject: { action: 'reopen', from: 'Closed' },
      botIsKnown: true,
      plans: [
        {
          ...calm,
          between: {
            at: 20,
            events: [
              { kind: 'turn-repeated', on: 'first' },
              { kind: 'pass', seconds: 3 },
            ],
          },
        },
        {
          ...calm,
          slow: { at: 0, seconds: 20 },
          between: {
            at: 1,
            events: [{ kind: 'execution-dies' }, { kind: 'pass', seconds: 4 }, { kind: 'pass', seconds: 10 }],
          },
        },
        calm,
        { ...calm, slow: { at: 0, seconds: 114 } },
      ],
      atAsks: [beforeAsk({ kind: 'turn-repeated', on: 'first' })],
      endsWell: true,
    },
  ],
  [
    'someone closed the period while a close of it was about to set it to pending close',
    {
      ...plain,
      subject: { action: 'update-dates', period: 'Sep 2026' },
      indexLagSeconds: 6,
      atAsks: [beforeAsk({ kind: 'someone', does: 'close-earliest' }, { kind: 'pass', seconds: 60 })],
      events: [
        { kind: 'asked-too', subject: { action: 'close' } },
        { kind: 'turn-repeated', on: 'newest' },
      ],
    },
  ],
]
