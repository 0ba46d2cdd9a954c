import { setImmediate as nextTurn } from 'node:timers/promises'
import { abortExecution, type Change, type Failure, failExecution, withinHistoryLimit } from './change.ts'
import type { Answer, Execution, Visit } from './execution.ts'
import { type Invoke, type InvokeResult, invokeFunction } from './invoke-function.ts'
import { type KeptDefinitions, openKeptDefinitions } from './kept-definitions.ts'
import type { Store, Stored } from './store.ts'
import { takeStep } from './take-step.ts'
import { answerInvocation, answerTask, giveAllItsTime } from './task-state.ts'

export type EngineOptions = {
  store: Store
  invoke: Invoke
  speed: number
  now: () => Date
}

/** A timer is never longer, so that a sleeping laptop, a changed clock or a wait of months makes no difference. */
const LONGEST_TIMER_MS = 1_000

/**
 * Runs executions. Each transition is in the store before anything follows from it, and nothing that has to survive is in
 * memory: an execution is read, takes one step, and is written if nobody else has changed it since.
 */
export class Engine {
  readonly #options: EngineOptions
  readonly #definitions: KeptDefinitions
  readonly #runs = new Map<string, Promise<void>>()
  readonly #wokenAgain = new Set<string>()
  readonly #invocations = new Set<string>()
  #timer: NodeJS.Timeout | undefined
  #paused = false
  #closed = false

  constructor(options: EngineOptions) {
    this.#options = options
    this.#definitions = openKeptDefinitions(options.store)
  }

  /** Invokes no function until `resume`. */
  pause(): void {
    this.#paused = true
  }

  /** While paused: resolves when what the functions answered has been followed as far as it goes without them. */
  async settled(): Promise<void> {
    while (this.isBusy()) {
      await Promise.all(this.#runs.values())
      await nextTurn()
    }
  }

  /** Goes on with all that runs, after a kill or a pause in which the clock was moved: every function has all its time again. */
  resume(): void {
    this.#paused = false
    for (const arn of this.#options.store.running()) {
      this.#change(arn, ({ execution }, visit) => giveAllItsTime(execution, visit, this.#now()))
      this.wake(arn)
    }
  }

  /** Runs the execution as far as it goes now. */
  wake(arn: string): void {
    if (this.#closed) return
    if (this.#runs.has(arn)) {
      this.#wokenAgain.add(arn)
      return
    }
    const run = this.#run(arn).finally(() => {
      this.#runs.delete(arn)
      if (this.#wokenAgain.delete(arn)) this.wake(arn)
      this.#setTimer()
    })
    this.#runs.set(arn, run)
  }

  /** Looks at what is due by the clock, and resolves when there is nothing left to do but wait. */
  async tick(): Promise<void> {
    if (this.#closed) return
    for (const arn of this.#options.store.due(this.#now())) this.wake(arn)
    while (this.#runs.size > 0) await Promise.all(this.#runs.values())
  }

  isBusy(): boolean {
    return this.#runs.size > 0 || this.#invocations.size > 0
  }

  stop(arn: string, failure: Failure): void {
    this.#change(arn, ({ execution }) => abortExecution({ execution, events: [] }, failure, this.#now()))
    this.#setTimer()
  }

  /** `not-waiting`: the attempt that the token belongs to is over. */
  answerToken(token: string, answer: Answer | undefined): 'accepted' | 'not-waiting' | 'unknown' {
    const stored = this.#options.store.executionOfToken(token)
    if (stored === undefined) return 'unknown'
    const { progress } = stored.execution
    if (progress.kind === 'ended' || !this.#awaits(progress.visit, token)) return 'not-waiting'
    if (answer !== undefined) {
      this.#answer(stored.execution.arn, progress.visit.attempt, answer)
      this.wake(stored.execution.arn)
    }
    return 'accepted'
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await Promise.allSettled(this.#runs.values())
  }

  #awaits({ turn }: Visit, token: string): boolean {
    if (turn.kind !== 'invoking' && turn.kind !== 'awaiting-token') return false
    return turn.token === token && (turn.deadlineAt === null || this.#now() < turn.deadlineAt)
  }

  async #run(arn: string): Promise<void> {
    for (;;) {
      // Lets the other executions, the API and the timers have a turn; from the read to the write they have none.
      await nextTurn()
      if (this.#closed) return
      const stored = this.#options.store.read(arn)
      if (stored === undefined || stored.execution.progress.kind === 'ended') return
      const change = await this.#nextChange(stored.execution)
      if (change === undefined) return this.#startInvocation(stored.execution, stored.execution.progress.visit)
      this.#commit(stored, change)
    }
  }

  async #nextChange(execution: Execution): Promise<Change | undefined> {
    const { speed } = this.#options
    try {
      const definition = this.#definitions.of(execution)
      return await takeStep(execution, { definition, now: this.#now(), speed, random: Math.random })
    } catch (error) {
      const failure = { error: 'States.Runtime', cause: error instanceof Error ? error.message : String(error) }
      return failExecution({ execution, events: [] }, failure, this.#now())
    }
  }

  #startInvocation({ arn }: Execution, visit: Visit): void {
    const invocation = `${arn}#${visit.attempt}`
    if (visit.turn.kind !== 'invoking' || this.#paused || this.#invocations.has(invocation)) return
    this.#invocations.add(invocation)
    const { functionName, payload } = visit.turn
    void invokeFunction(this.#options.invoke, functionName, payload).then((result) => {
      this.#invocations.delete(invocation)
      if (this.#closed) return
      this.#settle(arn, visit.attempt, result)
      this.wake(arn)
    })
  }

  #settle(arn: string, attempt: number, result: InvokeResult): void {
    this.#change(arn, ({ execution }, visit) => {
      if (visit.attempt !== attempt || visit.turn.kind !== 'invoking') return undefined
      return answerInvocation(execution, visit, { state: this.#definitions.taskOf(execution, visit), result })
    })
  }

  #answer(arn: string, attempt: number, answer: Answer): void {
    this.#change(arn, ({ execution }, visit) => {
      if (visit.attempt !== attempt || (visit.turn.kind !== 'invoking' && visit.turn.kind !== 'awaiting-token'))
        return undefined
      return answerTask(execution, visit, { state: this.#definitions.taskOf(execution, visit), answer })
    })
  }

  /** Reads, changes and writes in one go: nothing else can happen in between. */
  #change(arn: string, change: (stored: Stored, visit: Visit) => Change | undefined): void {
    const stored = this.#options.store.read(arn)
    if (stored === undefined || stored.execution.progress.kind === 'ended') return
    const changed = change(stored, stored.execution.progress.visit)
    if (changed !== undefined) this.#commit(stored, changed)
  }

  #commit({ execution, version }: Stored, change: Change): void {
    const now = this.#now()
    this.#options.store.update(withinHistoryLimit(execution, change, now), { version, now })
  }

  #now(): number {
    return this.#options.now().getTime()
  }

  #setTimer(): void {
    clearTimeout(this.#timer)
    if (this.#closed) return
    const next = this.#options.store.nextDueAt()
    if (next === undefined) return
    const delayMs = Math.min(Math.max(next - this.#now(), 1), LONGEST_TIMER_MS)
    this.#timer = setTimeout(() => void this.tick().then(() => this.#setTimer()), delayMs)
  }
}
