import type { ObservedCall } from '../../sim/observed-call.ts'
import { describeEventsPut, type EventsPut } from './describe/events-put.ts'
import { describeSlackCall, describeZuoraCall } from './describe/http-call.ts'
import { describeHandOn, describeInvocation, type HandedOn, type Invoked, isScheduled } from './describe/invocation.ts'
import { describeSlackRequest, type SlackRequest } from './describe/slack-request.ts'
import { describeStateEvent, describeStatesCall, type StateEvent, type StatesCall } from './describe/state-event.ts'
import { describeTableWrite, type TableCall } from './describe/table-write.ts'
import { invocationLink, isInvocationLink, type NewEntry } from './entry.ts'
import type { Recorder } from './recorder.ts'
import type { References } from './references.ts'

/** What each part of this machine tells of what it did. */
export type Watch = {
  slackRequest(request: SlackRequest): void
  invocation(invoked: Invoked): void
  handOn(handedOn: HandedOn): void
  tableCall(call: TableCall): void
  stateEvent(event: StateEvent): void
  statesCall(call: StatesCall): void
  zuoraCall(call: ObservedCall): void
  slackCall(call: ObservedCall): void
  eventsPut(call: EventsPut): void
}

/** Everything becomes an entry, except what a schedule found nothing to do about. It never throws: it only watches. */
export function watchInto(recorder: Pick<Recorder, 'record'>, references: References): Watch {
  /** Invocations under way that did something which was recorded. */
  const withEffects = new Set<string>()

  function record(describe: () => NewEntry | undefined): void {
    try {
      const entry = describe()
      if (entry === undefined) return
      for (const link of entry.links) if (isInvocationLink(link)) withEffects.add(link)
      recorder.record(entry)
    } catch (error) {
      // Nothing of the entry itself: it was not masked.
      console.error('Something that happened could not be recorded:', error instanceof Error ? error.name : '')
    }
  }

  return {
    slackRequest: (request) => record(() => describeSlackRequest(request, references)),
    invocation(invoked) {
      const link = invocationLink(invoked.requestId)
      const isIdle = isScheduled(invoked.payload) && invoked.result.kind === 'answered' && !withEffects.has(link)
      if (!isIdle) record(() => describeInvocation(invoked, references))
      withEffects.delete(link)
    },
    handOn: (handedOn) => record(() => describeHandOn(handedOn)),
    tableCall: (call) => record(() => describeTableWrite(call, references)),
    stateEvent: (event) => record(() => describeStateEvent(event, references)),
    statesCall: (call) => record(() => describeStatesCall(call, references)),
    zuoraCall: (call) => record(() => describeZuoraCall(call, references)),
    slackCall: (call) => record(() => describeSlackCall(call, references)),
    eventsPut: (call) => record(() => describeEventsPut(call, references)),
  }
}
