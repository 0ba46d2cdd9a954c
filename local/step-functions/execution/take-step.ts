import type { ChoiceState, Definition, State, TaskState } from '../definition-shape.ts'
import { evaluateTemplate, expectSeconds, unexpectedResult } from '../expressions.ts'
import { type Change, enterState, exitState, failExecution, record, succeedExecution, takeTurn } from './change.ts'
import type { Answer, Execution, Visit } from './execution.ts'
import { withinPayloadLimit } from './payload-limit.ts'
import { isNamedBy } from './retry.ts'
import { StateFailed } from './state-failed.ts'
import { statesVariable } from './states-variable.ts'
import { answerTask, retryTask, scheduleTask } from './task-state.ts'

export type Conditions = { definition: Definition; now: number; speed: number; random: () => number }

type Step = Conditions & { execution: Execution; visit: Visit }

/** The one transition that a running execution can make now, without any effect; undefined if it has to wait. */
export async function takeStep(execution: Execution, conditions: Conditions): Promise<Change | undefined> {
  if (execution.progress.kind === 'ended') return undefined
  const { visit } = execution.progress
  const step = { ...conditions, execution, visit }
  const state = conditions.definition.States[visit.stateName]
  if (state === undefined) throw new Error(`there is no state '${visit.stateName}'`)
  try {
    return await takeTurnOf(step, state)
  } catch (error) {
    if (error instanceof StateFailed) return failState(step, state, error)
    throw error
  }
}

async function takeTurnOf(step: Step, state: State): Promise<Change | undefined> {
  const { execution, visit, now } = step
  const { turn } = visit
  const unchanged = { execution, events: [] }
  if (turn.kind === 'entered') return takeEnteredState(step, state)
  if (turn.kind === 'waiting') {
    if (now < turn.untilAt || state.Type !== 'Wait') return undefined
    return moveOn(step, state, {
      output: await outputOf(step, state.Output, { otherwise: visit.input }),
      next: state.Next,
    })
  }
  if (state.Type !== 'Task') return undefined
  if (turn.kind === 'retrying') return now < turn.untilAt ? undefined : takeTurn(unchanged, visit, { kind: 'entered' })
  if (turn.kind === 'answered') return takeAnswer(step, state, turn.answer)
  if (turn.deadlineAt === null || now < turn.deadlineAt) return undefined
  return answerTask(execution, visit, { state, answer: { kind: 'failed', error: 'States.Timeout', cause: null } })
}

async function takeEnteredState(step: Step, state: State): Promise<Change> {
  const { execution, visit, now, speed } = step
  const unchanged = { execution, events: [] }
  if (state.Type === 'Task') return scheduleTask(execution, visit, { state, now })
  if (state.Type === 'Choice') return choose(step, state)
  if (state.Type === 'Wait') {
    const seconds = expectSeconds(
      await evaluateTemplate(state.Seconds, 'Seconds', statesVariable(execution, visit)),
      'Seconds',
      0,
    )
    return takeTurn(unchanged, visit, { kind: 'waiting', untilAt: Math.ceil(now + (seconds * 1000) / speed) })
  }
  if (state.Type === 'Succeed')
    return moveOn(step, state, { output: await outputOf(step, state.Output, { otherwise: visit.input }) })
  const states = statesVariable(execution, visit)
  const said = async (template: string | undefined, field: string) =>
    template === undefined ? null : String(await evaluateTemplate(template, field, states))
  const failure = { error: await said(state.Error, 'Error'), cause: await said(state.Cause, 'Cause') }
  return failExecution(unchanged, failure, now)
}

async function choose(step: Step, state: ChoiceState): Promise<Change> {
  const { execution, visit } = step
  const states = statesVariable(execution, visit)
  for (const [index, rule] of state.Choices.entries()) {
    const holds = await evaluateTemplate(rule.Condition, `Choices[${index}]/Condition`, states)
    if (typeof holds !== 'boolean') throw unexpectedResult(`Choices[${index}]/Condition`, 'a boolean', holds)
    if (!holds) continue
    const output = await outputOf(step, rule.Output, { otherwise: visit.input, field: `Choices[${index}]/Output` })
    return moveOn(step, state, { output, next: rule.Next })
  }
  if (state.Default !== undefined) return moveOn(step, state, { output: visit.input, next: state.Default })
  // AWS reports this under States.Runtime, although it documents States.NoChoiceMatched.
  throw new StateFailed(
    'States.Runtime',
    'Failed to transition out of the state. The state does not point to a next state.',
  )
}

async function takeAnswer(step: Step, state: TaskState, answer: Answer): Promise<Change> {
  const { execution, visit, now } = step
  if (answer.kind === 'succeeded') {
    const result = withinPayloadLimit(answer.result, visit.stateName)
    const output = await outputOf(step, state.Output, { otherwise: result, result })
    return moveOn(step, state, { output, next: state.Next })
  }
  const retried = retryTask({ execution, events: [] }, visit, { ...step, state, error: answer.error })
  if (retried !== undefined) return retried
  const index = state.Catch.findIndex(({ ErrorEquals }) => isNamedBy(ErrorEquals, answer.error))
  const catcher = state.Catch[index]
  if (catcher === undefined) return failExecution({ execution, events: [] }, answer, now)
  const errorOutput = { Error: answer.error, ...(answer.cause === null ? {} : { Cause: answer.cause }) }
  const output = await outputOf(step, catcher.Output, {
    otherwise: errorOutput,
    errorOutput,
    field: `Catch[${index}]/Output`,
  })
  return moveOn(step, state, { output, next: catcher.Next })
}

type OutputOptions = { otherwise: unknown; field?: string; result?: unknown; errorOutput?: unknown }

async function outputOf(
  step: Step,
  template: unknown,
  { otherwise, field, ...added }: OutputOptions,
): Promise<unknown> {
  if (template === undefined) return withinPayloadLimit(otherwise, step.visit.stateName)
  const states = statesVariable(step.execution, step.visit, added)
  return withinPayloadLimit(await evaluateTemplate(template, field ?? 'Output', states), step.visit.stateName)
}

/** Leaves the state: for the next one, or ending the execution where there is none. */
function moveOn(
  step: Step,
  state: Exclude<State, { Type: 'Fail' }>,
  { output, next }: { output: unknown; next?: string | undefined },
): Change {
  const { execution, visit, definition, now } = step
  const exited = exitState({ execution, events: [] }, state.Type, { stateName: visit.stateName, output })
  const nextState = next === undefined ? undefined : definition.States[next]
  if (next === undefined || nextState === undefined) return succeedExecution(exited, output, now)
  return enterState(exited, { stateName: next, state: nextState, input: output, attempt: visit.attempt, now })
}

/** A failure that the interpreter itself found. A task's is answered by Retry and Catch, unless it is theirs. */
function failState(step: Step, state: State, failed: StateFailed): Change {
  const { execution, visit, now } = step
  const { error, location } = failed
  const cause = `An error occurred while executing the state '${visit.stateName}' (entered at the event id #${visit.enteredEventId}). ${failed.message}`
  const unchanged = { execution, events: [] }
  const recorded =
    location === null
      ? unchanged
      : record(unchanged, {
          type: 'EvaluationFailed',
          evaluationFailedEventDetails: { error, cause, location, state: visit.stateName },
        })
  const alreadyFailed = visit.turn.kind === 'answered' && visit.turn.answer.kind === 'failed'
  if (state.Type !== 'Task' || alreadyFailed) return failExecution(recorded, { error, cause }, now)
  return takeTurn(recorded, visit, { kind: 'answered', answer: { kind: 'failed', error, cause } })
}
