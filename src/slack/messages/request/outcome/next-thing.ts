import { commandIn } from '../../../../domain/commands/command-in.ts'
import type { Failed, Outcome } from '../../../../domain/outcome.ts'
import type { Action } from '../../../../domain/policy/policy.ts'
import type { Request } from '../../../../domain/request.ts'
import { leftInPendingClose } from '../../../../domain/set-back.ts'
import { typedCommand } from '../../../command-name.ts'
import { labels } from '../../../ids.ts'
import { escaped } from '../../text/mrkdwn.ts'

/** What a person does next. `sharesChannel`: with other entities, so that commands have to say which. */
export function nextThing(request: Request, sharesChannel: boolean): string {
  const advice = adviceFor(request, request.outcome, sharesChannel)
  if (!leftInPendingClose(request)) return advice
  const name = escaped(request.period.name)
  return `${advice} Or press “${labels.setBack}”: until then people without Manage Close Process cannot post to ${name}.`.trim()
}

const commands: Readonly<Record<Action, (name: string) => string>> = {
  'trial-balance': (name) => `trial-balance ${name}`,
  'pending-close': (name) => `pending-close ${name}`,
  close: (name) => `close ${name}`,
  'close-range': (name) => `close ${name.replace(' to ', '..')}`,
  reopen: (name) => `reopen ${name} …`,
  create: () => 'create',
  update: (name) => `edit ${name}`,
  'update-dates': (name) => `dates ${name}`,
  delete: (name) => `delete ${name}`,
  'set-back-to-open': (name) => `show ${name}`,
  'control-test': () => 'control-test',
}

function adviceFor(request: Request, outcome: Outcome | null, sharesChannel: boolean): string {
  const { action, fields, followUp, period, range, entity } = request
  const { name } = period
  const command = (words: string) => typedCommand(sharesChannel ? commandIn(words, entity) : words)
  const again = command(commands[action](name))
  switch (outcome?.kind) {
    case 'succeeded':
      if (action === 'pending-close') return `Next: ${command(`close ${name}`)}.`
      if (action === 'reopen') return `Next: do what it was reopened for, then ${command(`close ${name}`)}.`
      if (action !== 'close') return ''
      return followUp?.kind === 'waiting'
        ? 'Next: Zuora runs a final trial balance; its end follows in this thread. Then the journal run.'
        : 'Its final trial balance has completed. Next: the journal run.'
    case 'closed-with-problem':
      return 'Next: clear the cause in Zuora. A new trial balance of a closed period needs a reopen.'
    case 'overtaken':
      if (outcome.because.kind === 'trial-balance-by-others')
        return `Next: nothing, unless you need a newer one: ${again}.`
      return `Next: find out who did it and why, and keep that with the record. ${command(`show ${name}`)} shows the period.`
    case 'refused':
      if (action === 'set-back-to-open')
        return `Next: look at ${escaped(name)} in Zuora; when nothing stands in the way, press “${labels.setBack}” again.`
      if (outcome.because.kind === 'may-not-ask-any-more') return `Next: whoever may ask now asks: ${again}.`
      return outcome.because.kind === 'by-zuora' && fields
        ? `Next: correct what Zuora names, then ask again: ${again}.`
        : `Next: clear what stands in the way, then ask again: ${again}.`
    case 'rejected':
      return `Next: change what the reason names, then ask again: ${again}.`
    case 'expired':
    case 'cancelled':
      return `It can be asked for again: ${again}.`
    case 'failed':
      if (outcome.because.kind === 'range-stopped') return adviceAfterStop(outcome.because.period, range, command)
      return adviceAfterFailure(outcome.because, again)
    default:
      return ''
  }
}

/** The rest of the range, from the period at which it stopped. */
function adviceAfterStop(stoppedAt: string, range: Request['range'], command: (words: string) => string): string {
  const last = range?.at(-1)?.name ?? stoppedAt
  const rest = last === stoppedAt ? stoppedAt : `${stoppedAt}..${last}`
  return `Next: see to ${escaped(stoppedAt)}, then ask for the rest: ${command(`close ${rest}`)}.`
}

function adviceAfterFailure(because: Failed, again: string): string {
  switch (because.kind) {
    case 'trial-balance-error':
      return `Next: clear the cause in Zuora, then ask again: ${again}.`
    case 'trial-balance-never-started':
      return `Next: look at the period in Zuora and run its trial balance there; then ask again: ${again}.`
    case 'trial-balance-never-ended':
      return `Next: give Zuora Support the period’s id and the start of the run; a running trial balance cannot be stopped from here. When it has ended, ask again: ${again}.`
    case 'card-not-posted':
      if (because.why === 'shared-outside')
        return `Next: name another channel in closing-bell.yml, or end the sharing of that one; then ask again: ${again}.`
      return `Next: invite the bot to that channel (\`/invite @Closing Bell\`), or name another in closing-bell.yml; then ask again: ${again}.`
    case 'sign-in-refused':
      return `Next: whoever runs this bot checks ZUORA_CLIENT_ID and ZUORA_CLIENT_SECRET; then ask again: ${again}.`
    case 'zuora-unreachable':
      return `Next: when Zuora is back, look at the period, then ask again: ${again}.`
    case 'broke':
      return `Next: whoever runs this bot looks at its log; then ask again: ${again}.`
    default:
      return `Next: look at the period in Zuora; then ask again: ${again}.`
  }
}
