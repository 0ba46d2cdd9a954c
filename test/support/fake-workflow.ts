import type { RequestKey } from '../../src/domain/request.ts'
import type { Broke } from '../../src/usecases/announce.ts'
import type { Workflow } from '../../src/usecases/ports/workflow.ts'
import type { WorkflowStep } from '../../src/usecases/turns/workflow-step.ts'
import type { FakeClock } from './fake-clock.ts'

/** What the states of the request workflow invoke. */
export type Tasks = {
  advance(key: RequestKey): Promise<WorkflowStep>
  requestApproval(key: RequestKey, taskToken: string): Promise<void>
  announce(key: RequestKey, broke: Broke): Promise<WorkflowStep>
}

type Execution = {
  key: RequestKey
  state: 'advance' | 'post-card' | 'await' | 'announce' | 'ended'
  /** When it goes on by itself. */
  dueAt: number
  token: string | null
  awaitSeconds: number
  attempts: number
  broke: Broke
  isBusy: boolean
}

/** The errors after which `period-request.asl.json` tries again. `Crash` stands for a function that died. */
const retried = ['ZuoraBusy', 'ZuoraUnavailable', 'SlackBusy', 'SlackUnavailable', 'Crash']

const stateAfter = {
  asked: 'advance',
  wait: 'advance',
  'await-decision': 'post-card',
  announce: 'announce',
  finished: 'ended',
} as const satisfies Record<WorkflowStep['kind'], Execution['state']>

/** The state machine of `period-request.asl.json` on a clock that is moved by hand. One task runs at a time. */
export function createFakeWorkflow(clock: FakeClock, tasks: Tasks) {
  const executions = new Map<string, Execution>()
  let tokens = 0
  const nowMs = () => clock.now().getTime()

  const goTo = (execution: Execution, state: Execution['state'], seconds = 0): void => {
    Object.assign(execution, { state, dueAt: nowMs() + seconds * 1000, attempts: 0, token: null })
  }

  const follow = (execution: Execution, step: WorkflowStep): void => {
    if (execution.state === 'ended') return
    if (step.kind === 'await-decision') execution.awaitSeconds = step.timeoutSeconds
    goTo(execution, stateAfter[step.kind], step.kind === 'wait' ? step.seconds : 0)
  }

  const postCard = async (execution: Execution): Promise<void> => {
    const token = `token-${++tokens}`
    const until = execution.awaitSeconds
    Object.assign(execution, { state: 'await', token, dueAt: nowMs() + until * 1000 })
    await tasks.requestApproval(execution.key, token)
  }

  const runTask = async (execution: Execution): Promise<void> => {
    const { key, state, broke } = execution
    if (state === 'advance') return follow(execution, await tasks.advance(key))
    if (state === 'announce') return follow(execution, await tasks.announce(key, broke))
    if (state === 'post-card') return postCard(execution)
    if (state === 'await') goTo(execution, 'advance')
  }

  const afterError = (execution: Execution, { name, message }: Error, was: Execution['state']): void => {
    const mayRetry = was === 'announce' || retried.includes(name)
    if (!mayRetry || execution.attempts >= 1200) {
      goTo(execution, 'announce')
      execution.broke = { Error: name, Cause: message }
      return
    }
    const attempts = execution.attempts + 1
    goTo(execution, was, Math.min(120, 3 * 2 ** Math.min(attempts - 1, 6)))
    execution.attempts = attempts
  }

  const workflow: Workflow = {
    async start(key, name) {
      if (executions.has(name)) return
      executions.set(name, {
        key,
        state: 'advance',
        dueAt: nowMs(),
        token: null,
        awaitSeconds: 0,
        attempts: 0,
        broke: null,
        isBusy: false,
      })
    },
    async resume(taskToken) {
      const waiting = [...executions.values()].find(({ state, token }) => state === 'await' && token === taskToken)
      if (waiting) goTo(waiting, 'advance')
    },
    async stateOf(name) {
      const execution = executions.get(name)
      if (!execution) return 'missing'
      return execution.state === 'ended' ? 'ended' : 'running'
    },
  }

  const next = (): Execution | undefined =>
    [...executions.values()]
      .filter(({ state, isBusy }) => state !== 'ended' && !isBusy)
      .sort((a, b) => a.dueAt - b.dueAt)[0]

  return {
    workflow,
    /** When the next task is due; undefined when nothing runs. */
    nextDueAt: () => next()?.dueAt,
    async runNext(): Promise<void> {
      const execution = next()
      if (!execution) return
      clock.moveTo(new Date(execution.dueAt))
      const { state } = execution
      execution.isBusy = true
      try {
        await runTask(execution)
      } catch (error) {
        if (!(error instanceof Error)) throw error
        // A token that was used before its task failed has ended the wait all the same.
        const isStillAtIt = execution.state === state || (state === 'post-card' && execution.state === 'await')
        if (isStillAtIt) afterError(execution, error, state)
      } finally {
        execution.isBusy = false
      }
    },
    /** Everything that runs ends without a word, as an execution that was stopped or expired. */
    die: () => {
      for (const execution of executions.values()) execution.state = 'ended'
    },
  }
}
