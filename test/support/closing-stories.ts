import fc from 'fast-check'
import type { ZuoraAsk } from '../../src/domain/zuora-ask.ts'
import type { AtAsk, ClosingEvent, ClosingStory, TurnPlan } from './closing-story.ts'
import type { Run } from './fake-trial-balance.ts'
import type { AskFate } from './fake-zuora.ts'

const sometimes = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 3, nil: null })
const call = fc.nat({ max: 24 })
const asks = fc.constantFrom<ZuoraAsk>('pending-close', 'close', 'reopen', 'run-trial-balance', 'run-trial-balance')
const approver = fc.constantFrom('U0BOB', 'U0CAROL', 'U0DAVE')
const person = fc.oneof(
  { weight: 4, arbitrary: approver },
  { weight: 1, arbitrary: fc.constantFrom('U0ALICE', 'U0MALLORY', 'U0GUEST') },
)

const approval = fc.record({
  kind: fc.constant('click' as const),
  person,
  decision: fc.constant('approved' as const),
  onOldCard: fc.integer({ max: 5, min: 0 }).map((chance) => chance === 0),
  twice: fc.boolean(),
})

const withdrawal = fc.record({
  kind: fc.constant('withdraw' as const),
  person,
  onOldCard: fc.integer({ max: 5, min: 0 }).map((chance) => chance === 0),
  twice: fc.boolean(),
})

const redelivery = fc.record({ kind: fc.constant('redelivered' as const), which: fc.nat({ max: 30 }) })

const authority = fc.record({
  kind: fc.constant('authority' as const),
  person: approver,
  is: fc.constantFrom('member' as const, 'guest' as const, 'unnamed' as const),
})

const pass = fc.record({
  kind: fc.constant('pass' as const),
  seconds: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 60 }) },
    { weight: 2, arbitrary: fc.integer({ min: 60, max: 3600 }) },
    { weight: 1, arbitrary: fc.integer({ min: 3600, max: 50_000 }) },
  ),
})

const someone = fc.record({ kind: fc.constant('someone' as const), what: asks })

const rarely: fc.Arbitrary<ClosingEvent> = fc.oneof(
  fc.record({
    kind: fc.constant('click' as const),
    person,
    decision: fc.constant('rejected' as const),
    onOldCard: fc.boolean(),
    twice: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('cancel' as const), person }),
  fc.record({ kind: fc.constant('check-again' as const), person }),
  fc.record({ kind: fc.constant('stop' as const), person }),
  authority,
  someone,
  fc.record({
    kind: fc.constant('period' as const),
    change: fc.constantFrom(
      ...([
        'draft-invoice',
        'cleared',
        'notes',
        'dates',
        'scans-fail',
        'scans-work',
        'earlier-reopened',
        'documents',
        'documents',
        'documents-fail',
        'documents-work',
        'reports-fail',
        'reports-work',
        'gone',
      ] as const),
    ),
  }),
  fc.record({ kind: fc.constant('outage' as const), seconds: fc.integer({ min: 1, max: 20_000 }) }),
  fc.record({ kind: fc.constant('policy' as const), approvals: fc.option(fc.integer({ min: 0, max: 3 })) }),
)

/** What the machines do by themselves. */
const machinery: fc.Arbitrary<ClosingEvent> = fc.constantFrom(
  { kind: 'execution-dies' },
  { kind: 'turn-repeated' },
  { kind: 'announce-repeated' },
  { kind: 'wake' },
)

const anything: fc.Arbitrary<ClosingEvent> = fc.oneof(
  { weight: 4, arbitrary: pass },
  { weight: 6, arbitrary: approval },
  { weight: 2, arbitrary: withdrawal },
  { weight: 1, arbitrary: redelivery },
  { weight: 4, arbitrary: rarely },
  { weight: 1, arbitrary: machinery },
)

const nothingUnkind: fc.Arbitrary<ClosingEvent> = fc.oneof(
  fc.record({ kind: fc.constant('pass' as const), seconds: fc.integer({ min: 1, max: 600 }) }),
  approval,
  machinery,
)

const fate = fc.oneof(
  { weight: 4, arbitrary: fc.constant<AskFate>('plain') },
  {
    weight: 3,
    arbitrary: fc.constantFrom<AskFate>(
      ...(['lost', 'lost-late', 'lost-undone', 'busy', 'refused', 'refused-but-done', 'slow', 'never'] as const),
    ),
  },
)

const run: fc.Arbitrary<Run> = fc.record({
  queuedSeconds: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 30 }) },
    { weight: 1, arbitrary: fc.constant(Number.POSITIVE_INFINITY) },
  ),
  runsSeconds: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 1, max: 4000 }) },
    { weight: 1, arbitrary: fc.constant(Number.POSITIVE_INFINITY) },
  ),
  result: fc.constantFrom('Completed', 'Completed', 'Completed', 'Error'),
})

/** What may happen within turns, and around asks, out of the same events as between them. */
function interruptions(event: fc.Arbitrary<ClosingEvent>, ...meanwhile: fc.Arbitrary<ClosingEvent>[]) {
  const plan: fc.Arbitrary<TurnPlan> = fc.record({
    diesAt: sometimes(call),
    slow: sometimes(fc.record({ at: call, seconds: fc.integer({ min: 1, max: 200 }) })),
    between: sometimes(fc.record({ at: call, events: fc.array(event, { minLength: 1, maxLength: 3 }) })),
  })
  const atAsk: fc.Arbitrary<AtAsk> = fc.record({
    dies: fc.integer({ min: 0, max: 5 }).map((chance) => chance === 5),
    events: fc.array(fc.oneof(event, machinery, ...meanwhile), { maxLength: 3 }),
  })
  return {
    plans: fc.array(plan, { maxLength: 30 }),
    atAsks: fc.array(atAsk, { maxLength: 8 }),
    events: fc.array(event, { maxLength: 24 }),
  }
}

const goodRun: fc.Arbitrary<Run> = fc.record({
  queuedSeconds: fc.integer({ min: 0, max: 30 }),
  runsSeconds: fc.integer({ min: 1, max: 3000 }),
  result: fc.constant('Completed'),
})

const keeping = {
  onChangedData: fc.constantFrom('warn' as const, 'void' as const),
  onNewTrialBalance: fc.constantFrom('void' as const, 'keep-if-reports-equal' as const),
}

/** Mostly at once. */
const plannedSeconds = fc.constantFrom(0, 0, 0, 0, 0, 900, 30_000, 40 * 3600)

const policies = {
  isStaged: fc.boolean(),
  holdSeconds: fc.constantFrom(0, 0, 60, 1800, 5000),
  validForSeconds: fc.constantFrom(24 * 3600, 24 * 3600, 2 * 3600),
}

/** A close to which anything may happen. */
export const anyStory: fc.Arbitrary<ClosingStory> = fc.record({
  approvals: fc.constantFrom(0, 1, 2, 2, 2, 3),
  startsAs: fc.constantFrom('Open', 'PendingClose'),
  beginsAtCard: fc.boolean(),
  botIsKnown: fc.boolean(),
  plannedSeconds,
  ...keeping,
  ...policies,
  runs: fc.array(run, { maxLength: 5 }),
  fates: fc.array(fate, { maxLength: 6 }),
  lastFate: fc.oneof({ weight: 8, arbitrary: fc.constant<AskFate>('plain') }, { weight: 1, arbitrary: fate }),
  ...interruptions(anything, someone),
  endsWell: fc.boolean(),
})

/** A close to which everyone agrees in the end, and which nobody else touches in Zuora. */
export const kindStory: fc.Arbitrary<ClosingStory> = fc.record({
  approvals: fc.constantFrom(0, 1, 2, 2, 2, 3),
  startsAs: fc.constantFrom('Open', 'PendingClose'),
  beginsAtCard: fc.boolean(),
  botIsKnown: fc.constant(true),
  plannedSeconds,
  ...keeping,
  ...policies,
  runs: fc.array(goodRun, { maxLength: 5 }),
  fates: fc.array(fc.constantFrom<AskFate>('plain', 'plain', 'lost', 'lost-late', 'lost-undone', 'busy'), {
    maxLength: 6,
  }),
  lastFate: fc.constant('plain'),
  ...interruptions(nothingUnkind),
  endsWell: fc.constant(true),
})

const aboutNumbers: fc.Arbitrary<ClosingEvent> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<ClosingEvent>({ kind: 'someone', what: 'run-trial-balance' }) },
  { weight: 2, arbitrary: fc.constant<ClosingEvent>({ kind: 'period', change: 'documents' }) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('documents-fail', 'documents-work', 'reports-fail', 'reports-work', 'reports-work')
      .map((change): ClosingEvent => ({ kind: 'period', change })),
  },
  { weight: 3, arbitrary: approval },
  { weight: 3, arbitrary: pass },
  { weight: 1, arbitrary: machinery },
)

/** A close whose numbers, and trial balances, others are at while people approve it. */
export const numbersStory: fc.Arbitrary<ClosingStory> = fc.record({
  approvals: fc.constantFrom(1, 2),
  startsAs: fc.constantFrom('Open', 'PendingClose'),
  beginsAtCard: fc.constant(true),
  botIsKnown: fc.boolean(),
  ...keeping,
  ...policies,
  runs: fc.array(goodRun, { maxLength: 5 }),
  fates: fc.array(fc.constantFrom<AskFate>('plain', 'plain', 'lost-undone', 'busy'), { maxLength: 3 }),
  lastFate: fc.constant('plain'),
  ...interruptions(aboutNumbers),
  endsWell: fc.boolean(),
})

const aboutApprovers: fc.Arbitrary<ClosingEvent> = fc.oneof(
  { weight: 8, arbitrary: approval },
  { weight: 4, arbitrary: withdrawal },
  { weight: 3, arbitrary: redelivery },
  { weight: 2, arbitrary: authority },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('stop' as const), person }) },
  { weight: 4, arbitrary: pass },
  { weight: 2, arbitrary: machinery },
)

/** A close whose approvers change their minds, leave and come back, while little else happens. */
export const approversStory: fc.Arbitrary<ClosingStory> = fc.record({
  approvals: fc.constantFrom(1, 2, 2, 3),
  startsAs: fc.constant('PendingClose'),
  beginsAtCard: fc.constant(true),
  botIsKnown: fc.boolean(),
  ...keeping,
  ...policies,
  runs: fc.constant([]),
  fates: fc.array(fc.constantFrom<AskFate>('plain', 'plain', 'lost-undone', 'busy'), { maxLength: 3 }),
  lastFate: fc.constant('plain'),
  ...interruptions(aboutApprovers),
  endsWell: fc.boolean(),
})
