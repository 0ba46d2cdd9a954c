import { approvalsOf } from '../../domain/approvals/approval.ts'
import { secondsBetween } from '../../domain/calendar/calendar-date.ts'
import type { LogEntry } from '../../domain/evidence/log.ts'
import { type Request, referenceOf } from '../../domain/request.ts'
import { mayHaveBeenHeard } from '../../domain/steps/ask-state.ts'
import { botUserIn, tellsBotUser } from '../../domain/steps/learn.ts'
import type { Step } from '../../domain/steps/step.ts'
import { changedSinceCard, marksBefore, tellChangesSinceCard } from '../evidence/documents-at-ask.ts'
import type { Entity } from '../ports/rules.ts'
import type { AskTarget } from '../ports/zuora/accounting-periods.ts'
import type { ZuoraAnswer } from '../ports/zuora/zuora-answer.ts'
import { readAnswer } from './read-answer.ts'
import { hasScanned, scannedDetail, scannedEntries } from './scanned-detail.ts'
import type { Turn } from './turn.ts'
import type { WorkflowPorts } from './workflow-ports.ts'
import type { WorkflowStep } from './workflow-step.ts'
import { isPassing } from './zuora-trouble.ts'

type Ask = Extract<Step, { kind: 'ask' }>

/**
 * Asks Zuora: the ask is in the table before it is sent, its answer after. A turn that dies in between leaves an ask
 * without an answer, and the next turn decides from what Zuora shows. From this write on no click counts any more.
 */
export async function askZuora(turn: Turn, step: Ask, ports: WorkflowPorts): Promise<WorkflowStep> {
  const { requests, announcer } = ports
  // With approvals the card shows the scans; without any, the thread does.
  if (step.isMain && hasScanned(turn.facts) && turn.request.approvalsNeeded === 0) {
    await announcer.postDetail(turn.request, scannedDetail(turn.facts))
  }
  if (step.isMain) await tellChangesSinceCard(turn, ports)
  const marks = await marksBefore(step, turn)
  // Not when the turn began: its reads may have taken minutes, and from here on the ask may be under way.
  const at = ports.now().toISOString()
  const documents = turn.facts.documents?.since ?? null
  const looked = { ...(documents ? { documents } : marks && { marks }), ...approversLookedUp(turn) }
  const details = { what: step.what, snapshot: step.snapshot, ...looked }
  const entry: LogEntry = { at, kind: 'zuora-asked', by: null, details }
  const changes = { ...changesBeforeAsk(turn.request, step, at), changedSinceCard: changedSinceCard(turn), marks }
  const asked = await requests.write(turn.request, changes, [...scannedEntries(turn.facts), entry])
  if (!asked) return { kind: 'asked' }
  const heldUpSeconds = secondsBetween(at, ports.now().toISOString())
  const answer = heldUpSeconds > mostSecondsToSend ? notSent : await askOrBusy(asked, step.what, turn.entity)
  const answered = await storeAnswer(asked, { what: step.what, answer }, ports)
  if (answered && tellsBotUser(step.what) && answer.kind === 'accepted') {
    await learnBotUser(answered, { what: step.what, entity: turn.entity }, ports)
  }
  if (answered) await announcer.postDetail(answered, { kind: 'zuora-asked', what: step.what, answer })
  return { kind: 'asked' }
}

/** Who approved and was found to be allowed to, by a look into Slack in this very turn. */
function approversLookedUp({ request, facts }: Turn): { approversLookedUp?: string[] } {
  return facts.approvers ? { approversLookedUp: approvalsOf(request).map(({ by }) => by.id) } : {}
}

/** A machine that slept since the ask was stored must not send it: another turn may by now take it for settled, and ask again. */
const mostSecondsToSend = 15

const notSent: ZuoraAnswer = {
  kind: 'busy',
  because: 'the bot was held up before it could ask',
  retryAfterSeconds: null,
  zuoraRequestId: null,
  zuoraDate: null,
}

/** Where signing in was not possible nothing was sent: that is as good as an answer, and need not settle. */
async function askOrBusy(asked: Request, what: Ask['what'], { periods }: Entity): Promise<ZuoraAnswer> {
  try {
    return await periods.ask(what, targetOf(asked), referenceOf(asked))
  } catch (error) {
    if (!isPassing(error)) throw error
    const zuoraRequestId = 'requestId' in error && typeof error.requestId === 'string' ? error.requestId : null
    return { kind: 'busy', because: error.message, retryAfterSeconds: null, zuoraRequestId, zuoraDate: null }
  }
}

/** The key is of this request alone: numbers may be used again where a table was made anew. */
function targetOf({ period, fields, action, execution, messageId }: Request): AskTarget {
  const idempotencyKey = action === 'create' ? `${execution.split('-', 2).join('-')}-${messageId}`.slice(0, 255) : null
  return { periodId: period.id, fields, idempotencyKey }
}

/** At once, or not at all: what is not learned here only means that a lost answer may stay unexplained. */
async function learnBotUser(
  answered: Request,
  { what, entity: { periods } }: { what: Ask['what']; entity: Entity },
  { requests, locks, log }: WorkflowPorts,
): Promise<void> {
  if (answered.period.id === null) return
  const period = await periods.retrieve(answered.period.id).catch((error: unknown) => {
    log('bot-user-not-learned', {
      request: referenceOf(answered),
      error: error instanceof Error ? error.name : 'unknown',
    })
    return undefined
  })
  const integrationUser = botUserIn(answered, what, period)
  if (integrationUser === null) return
  await locks.rememberIntegrationUser(answered.entity, integrationUser)
  await requests.write(answered, { integrationUser }, [])
}

function changesBeforeAsk(request: Request, { what, snapshot, isMain }: Ask, at: string) {
  const before = request.asks[what]
  const asked = {
    at,
    times: (before?.times ?? 0) + 1,
    mayHaveBeenHeard: before !== undefined && mayHaveBeenHeard(before),
    trialBalanceStartBefore: snapshot.trialBalance.start,
    trialBalanceStart: null,
    answer: null,
  }
  return {
    asks: { ...request.asks, [what]: asked },
    status: isMain ? ('asking' as const) : ('working' as const),
    othersSince: null,
    obstacles: null,
    taskToken: null,
  }
}

/** The answer belongs to this ask whatever was written meanwhile; but a sealed log stays as it is. */
async function storeAnswer(
  asked: Request,
  { what, answer }: { what: Ask['what']; answer: ZuoraAnswer },
  { requests, now }: WorkflowPorts,
): Promise<Request | undefined> {
  const at = now().toISOString()
  const entry: LogEntry = { at, kind: 'zuora-answered', by: null, details: { what, ...answer } }
  for (let current: Request | undefined = asked; current; current = await requests.read(asked)) {
    const ask = current.asks[what]
    if (current.status === 'finished') return undefined
    if (!ask || ask.at !== asked.asks[what]?.at || ask.answer !== null) return undefined
    const asks = { ...current.asks, [what]: { ...ask, answer: readAnswer(answer, at) } }
    const written = await requests.write(current, { asks, ...createdIn(answer, current) }, [entry])
    if (written) return written
  }
  return undefined
}

/** From here on the new period is found by its id, whatever others name it. */
function createdIn(answer: ZuoraAnswer, { period }: Request): Partial<Pick<Request, 'period'>> {
  const id = answer.kind === 'accepted' ? answer.createdId : null
  return id === null || period.id !== null ? {} : { period: { ...period, id } }
}
