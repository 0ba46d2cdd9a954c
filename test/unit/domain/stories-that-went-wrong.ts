import type { AtAsk, ClosingEvent, ClosingStory, TurnPlan } from '../../support/closing-story.ts'

const calm: TurnPlan = { diesAt: null, slow: null, between: null }
const quiet: AtAsk = { dies: false, events: [] }
const approves = (person: string): ClosingEvent => ({
  kind: 'click',
  person,
  decision: 'approved',
  onOldCard: false,
  twice: false,
})

/** Nobody need approve, and nothing goes wrong. */
const plain: ClosingStory = {
  approvals: 0,
  startsAs: 'Open',
  beginsAtCard: false,
  botIsKnown: false,
  runs: [],
  fates: [],
  lastFate: 'plain',
  plans: [],
  atAsks: [],
  events: [],
  endsWell: false,
}

/** Each broke a rule once. */
export const storiesThatWentWrong: readonly (readonly [what: string, story: ClosingStory])[] = [
  [
    'the reads before an ask took long, and it was asked again while the first could still take effect',
    { ...plain, fates: ['plain', 'lost-undone'], plans: [calm, { ...calm, slow: { at: 0, seconds: 40 } }] },
  ],
  [
    'a repeated turn saw it Closed and sealed the log before the answer was stored',
    {
      ...plain,
      atAsks: [
        quiet,
        quiet,
        quiet,
        { dies: false, events: [{ kind: 'turn-repeated' }, { kind: 'announce-repeated' }] },
      ],
    },
  ],
  [
    'Zuora was away for hours while the final trial balance was followed',
    {
      ...plain,
      events: [
        { kind: 'pass', seconds: 25 },
        { kind: 'outage', seconds: 14_472 },
      ],
    },
  ],
  [
    'a turn took the lock after its request had ended',
    {
      ...plain,
      plans: [
        {
          ...calm,
          between: {
            at: 2,
            events: [
              { kind: 'cancel', person: 'U0ALICE' },
              { kind: 'pass', seconds: 5 },
            ],
          },
        },
      ],
      events: [{ kind: 'turn-repeated' }],
    },
  ],
  [
    'approvals came to be needed after a close that was asked without any was not heard',
    { ...plain, atAsks: [quiet, quiet, { dies: true, events: [{ kind: 'policy', approvals: 1 }] }] },
  ],
  [
    'a repeated turn found the period gone while another was about to ask',
    {
      ...plain,
      atAsks: [quiet, quiet, { dies: false, events: [{ kind: 'period', change: 'gone' }, { kind: 'turn-repeated' }] }],
    },
  ],
  ['Zuora is too busy for a trial balance for ever', { ...plain, startsAs: 'PendingClose', lastFate: 'busy' }],
  ['Zuora never hears of a trial balance', { ...plain, startsAs: 'PendingClose', lastFate: 'lost-undone' }],
  [
    'someone reopened the period right after the close, whose answer was lost',
    {
      ...plain,
      fates: ['lost'],
      atAsks: [quiet, quiet, quiet, { dies: true, events: [{ kind: 'someone', what: 'reopen' }] }],
    },
  ],
  [
    'the policy asked for no approvals for a moment, and then for those that were void',
    {
      ...plain,
      approvals: 2,
      beginsAtCard: true,
      fates: ['busy'],
      events: [
        ...['U0BOB', 'U0CAROL'].map(approves),
        { kind: 'policy', approvals: 0 },
        { kind: 'pass', seconds: 5 },
        { kind: 'policy', approvals: 2 },
      ],
    },
  ],
]
