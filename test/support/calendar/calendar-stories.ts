import fc from 'fast-check'
import type { AtAsk, TurnPlan } from '../closing-story.ts'
import type { Run } from '../fake-trial-balance.ts'
import type { CalendarEvent, CalendarStory, SomeoneDoes, Subject } from './calendar-story.ts'
import type { CalendarFate } from './fake-calendar.ts'

const sometimes = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 3, nil: null })
const call = fc.nat({ max: 24 })
const on = fc.constantFrom('first' as const, 'newest' as const, 'newest' as const)
const approver = fc.constantFrom('U0BOB', 'U0CAROL', 'U0DAVE')
const person = fc.oneof(
  { weight: 4, arbitrary: approver },
  { weight: 1, arbitrary: fc.constantFrom('U0ALICE', 'U0ERIN', 'U0MALLORY', 'U0GUEST') },
)

const fields = fc.constantFrom(
  { notes: 'accruals are in' },
  { name: 'Renamed 2026' },
  { fiscalQuarter: 2 },
  { name: 'Renamed 2026', notes: 'accruals are in', fiscalQuarter: 2 },
)

const change: fc.Arbitrary<Subject> = fc.oneof(
  fc.record({
    action: fc.constant('reopen' as const),
    from: fc.constantFrom('Closed' as const, 'PendingClose' as const),
  }),
  fc.constant({ action: 'create' as const }),
  fc.record({
    action: fc.constant('update' as const),
    period: fc.constantFrom('Aug 2026' as const, 'Sep 2026' as const),
    fields,
  }),
  fc.record({
    action: fc.constant('update-dates' as const),
    period: fc.constantFrom('Sep 2026' as const, 'Oct 2026' as const),
  }),
  fc.constant({ action: 'delete' as const }),
)

const range: fc.Arbitrary<Subject> = fc.record({
  action: fc.constant('close-range' as const),
  to: fc.constantFrom('Aug 2026' as const, 'Sep 2026' as const, 'Sep 2026' as const, 'Oct 2026' as const),
})

const approval = fc.record({
  kind: fc.constant('click' as const),
  on,
  person,
  decision: fc.constant('approved' as const),
  onOldCard: fc.integer({ max: 5, min: 0 }).map((chance) => chance === 0),
  twice: fc.boolean(),
})

const pass = fc.record({
  kind: fc.constant('pass' as const),
  seconds: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 60 }) },
    { weight: 2, arbitrary: fc.integer({ min: 60, max: 3600 }) },
    { weight: 1, arbitrary: fc.integer({ min: 3600, max: 50_000 }) },
  ),
})

const someone = fc.record({
  kind: fc.constant('someone' as const),
  does: fc.constantFrom<SomeoneDoes>(
    ...(['the-same', 'the-same', 'undo', 'other-fields', 'close', 'pending-close', 'reopen'] as const),
    ...(['trial-balance', 'close-earliest', 'reopen-earlier', 'add', 'remove', 'move-end'] as const),
  ),
})

const otherRequest: fc.Arbitrary<CalendarEvent> = fc.record({
  kind: fc.constant('asked-too' as const),
  subject: fc.oneof(change, range, fc.constant({ action: 'close' as const })),
})

const rarely: fc.Arbitrary<CalendarEvent> = fc.oneof(
  fc.record({
    kind: fc.constant('click' as const),
    on,
    person,
    decision: fc.constant('rejected' as const),
    onOldCard: fc.boolean(),
    twice: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('cancel' as const),
    on,
    person: fc.constantFrom('U0ALICE', 'U0ALICE', 'U0ERIN', 'U0BOB'),
  }),
  fc.record({ kind: fc.constant('check-again' as const), on }),
  someone,
  otherRequest,
  fc.record({
    kind: fc.constant('outage' as const),
    of: fc.constantFrom('zuora' as const, 'sign-in' as const),
    seconds: fc.integer({ min: 1, max: 20_000 }),
  }),
  fc.record({ kind: fc.constant('policy' as const), approvals: fc.option(fc.integer({ min: 0, max: 3 })) }),
)

/** What the machines do by themselves. */
const machinery: fc.Arbitrary<CalendarEvent> = fc.oneof(
  fc.constantFrom<CalendarEvent>({ kind: 'execution-dies' }, { kind: 'wake' }, { kind: 'asked-again' }),
  fc.record({ kind: fc.constantFrom('turn-repeated' as const, 'announce-repeated' as const), on }),
)

const anything: fc.Arbitrary<CalendarEvent> = fc.oneof(
  { weight: 4, arbitrary: pass },
  { weight: 6, arbitrary: approval },
  { weight: 4, arbitrary: rarely },
  { weight: 2, arbitrary: machinery },
)

const nothingUnkind: fc.Arbitrary<CalendarEvent> = fc.oneof(
  fc.record({ kind: fc.constant('pass' as const), seconds: fc.integer({ min: 1, max: 600 }) }),
  approval,
  machinery,
)

const kindFate = fc.constantFrom<CalendarFate>('plain', 'plain', 'lost', 'lost-late', 'lost-undone', 'busy')
const fate = fc.oneof(
  { weight: 3, arbitrary: fc.constant<CalendarFate>('plain') },
  { weight: 3, arbitrary: fc.oneof(kindFate, fc.constantFrom<CalendarFate>('refused', 'refused-but-done')) },
)

const run: fc.Arbitrary<Run> = fc.record({
  queuedSeconds: fc.integer({ min: 0, max: 30 }),
  runsSeconds: fc.integer({ min: 1, max: 4000 }),
  result: fc.constantFrom('Completed', 'Completed', 'Completed', 'Completed', 'Completed', 'Error'),
})

/** What may happen within turns, and around asks, out of the same events as between them. */
function interruptions(event: fc.Arbitrary<CalendarEvent>, ...meanwhile: fc.Arbitrary<CalendarEvent>[]) {
  const plan: fc.Arbitrary<TurnPlan<CalendarEvent>> = fc.record({
    diesAt: sometimes(call),
    slow: sometimes(fc.record({ at: call, seconds: fc.integer({ min: 1, max: 200 }) })),
    between: sometimes(fc.record({ at: call, events: fc.array(event, { minLength: 1, maxLength: 3 }) })),
  })
  const atAsk: fc.Arbitrary<AtAsk<CalendarEvent>> = fc.record({
    dies: fc.integer({ min: 0, max: 5 }).map((chance) => chance === 5),
    events: fc.array(fc.oneof(event, machinery, ...meanwhile), { maxLength: 3 }),
  })
  return {
    plans: fc.array(plan, { maxLength: 30 }),
    atAsks: fc.array(atAsk, { maxLength: 8 }),
    events: fc.array(event, { maxLength: 24 }),
  }
}

const surroundings = {
  approvals: fc.constantFrom(0, 1, 2, 2, 3),
  beginsAtCard: fc.boolean(),
  indexLagSeconds: fc.constantFrom(0, 0, 2, 6),
  lags: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 12 }),
}

function anyStory(subject: fc.Arbitrary<Subject>): fc.Arbitrary<CalendarStory> {
  return fc.record({
    subject,
    ...surroundings,
    botIsKnown: fc.boolean(),
    runs: fc.array(run, { maxLength: 6 }),
    fates: fc.array(fate, { maxLength: 6 }),
    lastFate: fc.oneof({ weight: 8, arbitrary: fc.constant<CalendarFate>('plain') }, { weight: 1, arbitrary: fate }),
    ...interruptions(anything, someone),
    endsWell: fc.boolean(),
  })
}

/** Everyone agrees in the end, and nobody else touches Zuora. */
function kindStory(subject: fc.Arbitrary<Subject>): fc.Arbitrary<CalendarStory> {
  return fc.record({
    subject,
    ...surroundings,
    botIsKnown: fc.constant(true),
    runs: fc.array(
      run.map((any): Run => ({ ...any, result: 'Completed' })),
      { maxLength: 6 },
    ),
    fates: fc.array(kindFate, { maxLength: 6 }),
    lastFate: fc.constant('plain'),
    ...interruptions(nothingUnkind),
    endsWell: fc.constant(true),
  })
}

/** Reopen, create, update, change of dates, or delete, to which anything may happen. */
export const anyChange = anyStory(change)
export const kindChange = kindStory(change)
/** A range of one to three closes. */
export const anyRange = anyStory(range)
export const kindRange = kindStory(range)
