import { advance } from '../../src/usecases/advance.ts'
import { announce } from '../../src/usecases/announce.ts'
import { cancel } from '../../src/usecases/clicks/cancel.ts'
import { checkAgain } from '../../src/usecases/clicks/check-again.ts'
import { stop } from '../../src/usecases/clicks/stop.ts'
import { withdraw } from '../../src/usecases/clicks/withdraw.ts'
import { type DecisionAnswer, type DecisionAsked, decide } from '../../src/usecases/decide.ts'
import type { ClosingEvent, ClosingStory } from './closing-story.ts'
import { type ClosingWorld, createClosingWorld, type Ports } from './closing-world.ts'
import { botUser } from './fake-zuora.ts'
import { unlessItDies } from './interruptible.ts'

export type Counted = { round: number; personId: string; kind: 'approved' | 'rejected'; messageId: string }

export type Lived = Awaited<ReturnType<typeof liveThrough>>

/** More tasks than any close needs: past this, the workflow is going in circles. */
const mostTasks = 3000

/** Lives through a story to its end: every event in turn, then nothing but time. */
export async function liveThrough(story: ClosingStory) {
  const world = await createClosingWorld(story)
  const counted: Counted[] = []
  const deliveries: (() => Promise<void>)[] = []
  let depth = 0
  let clicks = 0
  let tasks = 0

  const runNext = async () => {
    tasks += 1
    await world.states.runNext()
  }

  const pass = async (seconds: number) => {
    const until = world.clock.now().getTime() + (depth > 1 ? Math.min(seconds, 10) : seconds) * 1000
    await world.wake()
    while ((world.states.nextDueAt() ?? until) < until && tasks < mostTasks) {
      await runNext()
      await world.wake()
    }
    world.clock.moveTo(new Date(until))
  }

  const click = async (event: Extract<ClosingEvent, { kind: 'click' }>) => {
    const round = Math.max(1, world.now().round - (event.onOldCard ? 1 : 0))
    const { person: personId, decision: kind } = event
    const reason = kind === 'rejected' ? 'accruals are missing' : null
    clicks += 1
    const asked: DecisionAsked = {
      key: world.key,
      kind,
      round,
      personId,
      reason,
      slackTs: null,
      messageId: `click-${clicks}`,
    }
    deliveries.push(() => deliver(asked))
    for (let times = event.twice ? 2 : 1; times > 0; times -= 1) await deliver(asked)
  }

  const deliver = async (asked: DecisionAsked) => {
    const { round, personId, kind, messageId } = asked
    const answer = await byPerson<DecisionAnswer>((ports) => decide(asked, ports))
    if (answer?.kind === 'counted') counted.push({ round, personId, kind, messageId })
  }

  const takeBack = async ({ person: personId, onOldCard, twice }: Extract<ClosingEvent, { kind: 'withdraw' }>) => {
    const round = Math.max(1, world.now().round - (onOldCard ? 1 : 0))
    clicks += 1
    const asked = { key: world.key, round, personId, messageId: `click-${clicks}`, slackTs: null }
    const again = async () => void (await byPerson((ports) => withdraw(asked, ports)))
    deliveries.push(again)
    for (let times = twice ? 2 : 1; times > 0; times -= 1) await again()
  }

  /** What a person does is one invocation; undefined when it died. */
  const byPerson = <T>(act: (ports: Ports) => Promise<T>): Promise<T | undefined> => unlessItDies(() => world.turn(act))

  const happen = async (event: ClosingEvent): Promise<void> => {
    if (depth > 2) return
    depth += 1
    try {
      await takePlace(event)
    } finally {
      depth -= 1
    }
  }

  const takePlace = async (event: ClosingEvent): Promise<void> => {
    switch (event.kind) {
      case 'pass':
        return pass(event.seconds)
      case 'click':
        return click(event)
      case 'cancel':
        return void (await byPerson((ports) =>
          cancel({ key: world.key, personId: event.person, slackTs: null }, ports),
        ))
      case 'withdraw':
        return takeBack(event)
      case 'redelivered':
        return deliveries[event.which % Math.max(1, deliveries.length)]?.()
      case 'stop': {
        const asked = { key: world.key, round: world.now().round, personId: event.person, slackTs: null }
        return void (await byPerson((ports) => stop(asked, ports)))
      }
      case 'authority':
        return world.setAuthority(event.person, event.is)
      case 'check-again':
        return void (await byPerson((ports) => checkAgain(world.key, event.person, ports)))
      case 'turn-repeated':
        return void (await byPerson((ports) => advance(world.key, ports)))
      case 'announce-repeated':
        if (world.now().outcome) await byPerson((ports) => announce(world.key, null, ports))
        return
      case 'wake':
        return world.wake()
      case 'execution-dies':
        return world.states.die()
      default:
        return outside(world, event, depth > 1)
    }
  }

  world.onBetween(happen)
  while (story.beginsAtCard && world.now().card === null && world.now().outcome === null) await runNext()
  world.beginTrouble()
  for (const event of story.events) if (tasks < mostTasks) await happen(event)
  if (story.endsWell) {
    for (const event of [untilItsTime(world), ...goodEnd]) if (tasks < mostTasks) await happen(event)
  }
  const eventsEndedAt = world.clock.now()
  depth = 1
  while (!world.now().told && tasks < mostTasks) {
    await world.wake()
    if (world.states.nextDueAt() === undefined) world.clock.pass(60)
    else await runNext()
  }
  return { ...world, counted, goneInCircles: tasks >= mostTasks, eventsEndedAt, botIsKnown: story.botIsKnown, story }
}

/** Nobody can agree before they are asked. */
function untilItsTime({ now, clock }: ClosingWorld): ClosingEvent {
  const { notBefore } = now()
  const leftMs = notBefore === null ? 0 : Date.parse(notBefore) - clock.now().getTime()
  return { kind: 'pass', seconds: Math.max(0, leftMs / 1000) }
}

const approvals = ['U0BOB', 'U0CAROL', 'U0DAVE'].map(
  (person): ClosingEvent => ({ kind: 'click', person, decision: 'approved', onOldCard: false, twice: false }),
)
const anHour: ClosingEvent = { kind: 'pass', seconds: 3600 }
const goodEnd: ClosingEvent[] = [
  { kind: 'period', change: 'cleared' },
  { kind: 'check-again', person: 'U0BOB' },
  ...['U0BOB', 'U0CAROL', 'U0DAVE'].map((person): ClosingEvent => ({ kind: 'authority', person, is: 'member' })),
  ...[anHour, ...approvals],
  ...[anHour, ...approvals],
  ...[anHour, ...approvals],
]

type Outside = Extract<ClosingEvent, { kind: 'someone' | 'period' | 'outage' | 'policy' }>

function outside({ zuora, policy, clock, ...world }: ClosingWorld, event: Outside, isWithinTurn: boolean): void {
  switch (event.kind) {
    case 'policy':
      policy.approvals = event.approvals
      return
    case 'outage':
      zuora.state.unavailableUntil = clock.now().getTime() + event.seconds * 1000
      return
    case 'someone':
      if (!isBotUnlearned()) zuora.someone(event.what)
      return
    case 'period':
      changePeriod()
  }

  /** Between the bot's accepted pending close and its next read, others would be taken for the bot: a moment. */
  function isBotUnlearned(): boolean {
    const request = world.now()
    const asked = request.asks['pending-close']
    const isPending = asked?.answer?.kind === 'accepted' || (asked?.answer === null && isWithinTurn)
    return isPending && request.integrationUser === null && zuora.state.updatedBy === botUser
  }

  function changePeriod(): void {
    const { state } = zuora
    if (event.kind !== 'period') return
    if (event.change === 'draft-invoice') state.draftInvoices += 1
    if (event.change === 'cleared') state.draftInvoices = 0
    if (event.change === 'notes' && !isBotUnlearned()) state.updatedBy = 'zuora-user-of-a-person'
    if (event.change === 'scans-fail') state.scansFail = true
    if (event.change === 'scans-work') state.scansFail = false
    if (event.change === 'earlier-reopened') state.earlierStatus = state.earlierStatus === 'Open' ? 'Closed' : 'Open'
    if (event.change === 'dates') state.endDate = state.endDate === '2026-10-31' ? '2026-10-30' : '2026-10-31'
    if (event.change === 'gone') state.gone = true
    if (event.change === 'documents') zuora.dated.change(zuora.dated.version() % 2 === 0 ? 'invoices' : 'payments')
    if (event.change === 'documents-fail') zuora.dated.state.failing = true
    if (event.change === 'documents-work') zuora.dated.state.failing = false
    if (event.change === 'reports-fail') zuora.filed.state.failing = true
    if (event.change === 'reports-work') zuora.filed.state.failing = false
  }
}
