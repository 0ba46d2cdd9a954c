import { isGroup } from '../../../domain/policy/policy.ts'
import type { Access, AccessStage, AccessWarning, Named } from '../../../domain/reading/access.ts'
import type { AccessAnswer } from '../../../usecases/record/show-access.ts'
import { context, header, type Message, message, sections } from '../blocks.ts'
import { notShownMessage } from '../periods/not-shown.ts'
import { code, duration, escaped, listed, mention } from '../text/mrkdwn.ts'
import { actionWord, type EntityLabel, inStage } from '../text/words.ts'

type Shown = Extract<AccessAnswer, { kind: 'access' }>

/** Who can ask, approve, decide later and read, under the policy in force now. */
export function accessReply(answer: AccessAnswer, label: EntityLabel): Message {
  if (answer.kind !== 'access') return notShownMessage(answer)
  const { entity, access, policyHash } = answer
  const name = escaped(label(entity.key))
  const parts = [
    `*Who may ask*\n${namedText(access.requesters)}`,
    `*Who approves*\n${access.actions.map(actionLine).join('\n')}\nWho asked for something never approves it; one person counts once.`,
    ...laterParts(access),
    `*Who may read the record*\nEveryone above${access.auditors.length === 0 ? '; the policy names no auditors' : `, and the auditors, who change nothing: ${namedText(access.auditors)}`}.`,
    warningsText(answer),
  ]
  const policy = `As of now, with groups looked up in Slack. Policy in force: ${code(policyHash.slice(0, 12))}.`
  return message([`Access in ${name}:`, ...parts, policy].join('\n'), [
    header(`Access: ${label(entity.key)}`),
    ...parts.flatMap((part) => sections(part.split('\n'))),
    context(policy),
  ])
}

function actionLine({ action, stages }: Access['actions'][number]): string {
  const word = actionWord(action)
  if (stages.every(({ approvals }) => approvals === 0)) return `• ${word}: no approval`
  const asked = stages.filter(({ approvals }) => approvals > 0).map(stageText)
  return `• ${word}: ${asked.length === 1 ? asked.join('') : `first ${asked.join(', then ')}`}`
}

function stageText({ approvals, approvers }: AccessStage): string {
  return `${approvals} of ${namedText(approvers)}`
}

function laterParts({ escalateTo, delegates }: Access): string[] {
  const escalation = escalateTo
    ? [`*Who may decide too after ${duration(escalateTo.afterSeconds)}*\n${namedText(escalateTo.approvers)}`]
    : []
  if (!delegates) return escalation
  const most = delegates.mostDays === null ? '' : `, for at most ${delegates.mostDays} days`
  return [...escalation, `*To whom approvers may hand their part${most}*\n${namedText(delegates.people)}`]
}

/** `@controllers (Dan, Carol)`: what the policy names, and who that is now. */
function namedText(named: readonly Named[]): string {
  if (named.length === 0) return 'nobody'
  return listed(
    named.map(({ principal, people }) => {
      if (!isGroup(principal)) return mention(principal)
      const who = people.length === 0 ? 'nobody now' : people.map(({ id }) => mention(id)).join(', ')
      return `${mention(principal)} (${who})`
    }),
  )
}

function warningsText({ warnings, channel, entity }: Shown): string {
  const lines = [...warnings.map(warningText), ...channelWarnings(channel, entity.channel)]
  return lines.length === 0 ? '*Warnings*\nnone' : `*Warnings*\n${lines.map((line) => `:warning: ${line}`).join('\n')}`
}

function warningText(warning: AccessWarning): string {
  switch (warning.kind) {
    case 'too-few':
      return `The ${actionWord(warning.action)} needs ${warning.needed} approvals${inStage(warning.stage)}, and only ${warning.people} can approve: it can never be done.`
    case 'nobody-to-spare':
      return `The ${actionWord(warning.action)} needs ${warning.needed}${inStage(warning.stage)}, and exactly as many can approve: when one is away, it waits.`
    case 'too-few-when-asking':
      return `When ${listed(
        warning.people.map(({ id }) => mention(id)),
        'or',
      )} asks for the ${actionWord(warning.action)}, too few others can approve: somebody else has to ask.`
    case 'empty-group':
      return `${mention(warning.group)} has no members, or Slack does not know it.`
    case 'cannot-act':
      return `${mention(warning.person.id)} is named and can do nothing: only full, active members of this workspace can.`
  }
}

function channelWarnings(channel: Shown['channel'], id: string): string[] {
  if (!channel) return [`Slack does not tell the bot of <#${id}>: invite it there with \`/invite @Closing Bell\`.`]
  if (channel.isSharedOutside)
    return [`<#${id}> is shared with another company: no card, status or outcome is posted there.`]
  return channel.isPublic ? [`<#${id}> is public: everyone in the workspace can read cards and outcomes.`] : []
}
