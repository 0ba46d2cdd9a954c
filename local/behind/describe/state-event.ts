import { readJson } from '../decode.ts'
import { entryOf, invocationLinks, type NewEntry } from '../entry.ts'
import type { References } from '../references.ts'

/** An event of an execution's history, as Step Functions names them, and the state that the execution is in. */
export type StateEvent = {
  at: number
  execution: string
  stateName: string
  event: {
    type?: string | undefined
    stateEnteredEventDetails?: { name?: string | undefined; input?: string | undefined } | undefined
    stateExitedEventDetails?: { name?: string | undefined; output?: string | undefined } | undefined
  }
}

/** A call of the API of Step Functions. */
export type StatesCall = {
  startedAt: number
  tookMs: number
  operation: string
  headers: Readonly<Record<string, unknown>>
  request: unknown
  /** The error's name, where it was refused. */
  refused: string | null
  answer: unknown
}

const failures: Readonly<Record<string, string>> = {
  TaskFailed: 'taskFailedEventDetails',
  TaskTimedOut: 'taskTimedOutEventDetails',
  ExecutionFailed: 'executionFailedEventDetails',
  ExecutionAborted: 'executionAbortedEventDetails',
}

/** Undefined for what only says more of what another event has said. */
export function describeStateEvent({ at, execution, stateName, event }: StateEvent, references: References) {
  const { type = '', stateEnteredEventDetails: entered, stateExitedEventDetails: exited } = event
  const part = (label: string, text: string | undefined) => ({
    label,
    line: `execution ${execution}`,
    headers: {},
    body: readJson(text ?? '') ?? text ?? null,
  })
  const common = {
    atMs: at,
    lane: 'state-machine' as const,
    references: references.inText(execution).slice(0, 1),
    links: [`execution ${execution}`],
  }
  if (entered?.name !== undefined) {
    const kind = type.replace('StateEntered', '').toLowerCase()
    const span = { key: `${execution} ${entered.name}`, is: 'begin' as const }
    return entryOf({
      ...common,
      title: entered.name,
      about: `state, ${kind}`,
      isRead: kind === 'choice',
      span,
      parts: [part('The state is entered with', entered.input)],
    })
  }
  if (exited?.name !== undefined) {
    const span = { key: `${execution} ${exited.name}`, is: 'end' as const }
    return entryOf({
      ...common,
      title: exited.name,
      result: 'left',
      span,
      parts: [part('It is left with', exited.output)],
    })
  }
  if (type === 'ExecutionSucceeded')
    return entryOf({ ...common, title: 'execution ends', about: execution, result: 'succeeded' })
  const details = failures[type]
  if (details === undefined) return undefined
  const failed: { error?: string; cause?: string } = Object.assign({}, Reflect.get(event, details))
  const title = type.startsWith('Task') ? `${stateName} fails` : 'execution ends'
  const parts = [part(failed.error ?? type, failed.cause)]
  return entryOf({ ...common, title, about: execution, result: failed.error ?? type, isTrouble: true, parts })
}

/** Everything is asked for at least once: of the second time this is the answer. */
const expected = ['ExecutionAlreadyExists', 'TaskTimedOut', 'TaskDoesNotExist']

/** What the bot asks of Step Functions; undefined for what only reads. */
export function describeStatesCall(call: StatesCall, references: References): NewEntry | undefined {
  const { operation, request, refused } = call
  if (!/^(Start|Stop|Send)/.test(operation)) return undefined
  const { name, executionArn } = Object.assign({ name: '', executionArn: '' }, request)
  return entryOf({
    atMs: call.startedAt,
    tookMs: call.tookMs,
    lane: 'state-machine',
    title: `${operation} ${name}`.trim(),
    about: operation === 'SendTaskSuccess' ? 'wakes the execution that waits' : '',
    result: refused ?? 'accepted',
    isTrouble: refused !== null && !expected.includes(refused),
    references: references.inText(`${name} ${executionArn}`).slice(0, 1),
    links: invocationLinks(call.headers),
    parts: [
      { label: 'The bot calls Step Functions', line: operation, headers: {}, body: request },
      { label: 'Step Functions answers', line: refused ?? 'HTTP 200', headers: {}, body: call.answer },
    ],
  })
}
