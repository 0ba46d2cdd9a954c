import type { Button } from '@slack/types'
import { headOfFiled } from '../../../domain/evidence/filed.ts'
import { acknowledgementOf, type FiledException, timesExplained } from '../../../domain/reconcile/exceptions.ts'
import { referenceOf } from '../../../domain/request.ts'
import { actionIds, labels } from '../../ids.ts'
import { writeTarget } from '../../target.ts'
import { actions, confirmation, context, type Message, message, section } from '../blocks.ts'
import { code, cut, escaped, mention, moment } from '../text/mrkdwn.ts'
import type { EntityLabel } from '../text/words.ts'
import { differenceLines, whatBecame } from './difference-text.ts'

/** A change in Zuora that no request explains, as it stands in the channel: what, who explained it, who acknowledged it. */
export function exceptionMessage(filed: FiledException, label: EntityLabel): Message {
  const lines = exceptionLines(filed)
  const text = [exceptionTitle(filed, label), ...lines, nextText(filed)].join('\n')
  return message(text, [
    section(`*${stateWord(filed)}* ${exceptionTitle(filed, label)}`),
    section(lines.join('\n')),
    context(nextText(filed)),
    ...actions(exceptionButtons(filed, label)),
  ])
}

/** `Sep 2026 (Example US, US-0012) was closed in Zuora outside this bot.` */
export function exceptionTitle(filed: FiledException, label: EntityLabel): string {
  const subject = `${escaped(filed.about.periodName)} (${escaped(label(filed.entity))}, ${referenceOf(filed)})`
  return `${subject} was ${whatBecame(filed.about)} in Zuora, and no request of this bot explains it.`
}

function stateWord({ about }: FiledException): string {
  if (about.acknowledged) return 'Exception, acknowledged:'
  return about.explanation ? 'Exception, explained:' : 'Exception:'
}

/** Zuora keeps a user id and a time without a zone. Of what came between two requests it tells nothing. */
function zuoraSays({ about: { is } }: FiledException): string {
  if (is === null) return 'Of a deleted period Zuora does not say who deleted it, nor when.'
  if (is.updatedBy === null && is.updatedOn === null)
    return 'Others, and later this bot, changed it since: Zuora no longer says who did this.'
  const who = is.updatedBy === null ? 'a user that Zuora does not name' : `Zuora user ${escaped(is.updatedBy)}`
  return `Last changed by ${who}, ${escaped(is.updatedOn ?? 'at a time that is not known')} (Zuora’s time).`
}

/** What whoever acknowledges it accepts: before and after, what Zuora says, what people said. */
export function exceptionLines(filed: FiledException): string[] {
  return [...differenceLines(filed.about), zuoraSays(filed), ...storyLines(filed)]
}

/** What people said of it. */
function storyLines({ about }: FiledException): string[] {
  const { explanation, acknowledged } = about
  const ticket = explanation?.ticket ? `, ticket ${escaped(explanation.ticket)}` : ''
  return [
    ...(explanation
      ? [
          `Explained by ${mention(explanation.by.id)} ${moment(explanation.at)}: done by ${escaped(explanation.who)}${ticket}. “${escaped(explanation.why)}”`,
        ]
      : []),
    ...(acknowledged ? [`Acknowledged by ${mention(acknowledged.by.id)} ${moment(acknowledged.at)}.`] : []),
  ]
}

function nextText(filed: FiledException): string {
  const { about, log } = filed
  const found = `Found ${moment(log[0]?.at ?? '')}.`
  if (about.acknowledged) return `${found} The exception is closed; it stays in the record.\n${recordLine(filed)}`
  if (about.explanation) {
    return `${found} An approver who did not explain it presses “${labels.acknowledge}”; until then it can be explained again.`
  }
  return `${found} Whoever knows presses “${labels.explain}”: who did it, and why. Then an approver acknowledges it.`
}

/** `Record US-0012, head …`, as outcomes have it. */
function recordLine(filed: FiledException): string {
  return `Record ${referenceOf(filed)}, head ${code(headOfFiled(filed) ?? '')}`
}

/** To auditors: kept by them, the head shows whether the record of the exception was changed since. */
export function exceptionHeadNotice(filed: FiledException, label: EntityLabel): Message {
  const by = filed.about.acknowledged?.by.id ?? ''
  const head = headOfFiled(filed) ?? ''
  return message(
    [
      `${exceptionTitle(filed, label)} ${mention(by)} has acknowledged it.`,
      `Record ${referenceOf(filed)}. Keep this message: with this head anyone can check an export later: ${code(`npm run verify -- export.json --head ${head}`)}.`,
    ].join('\n'),
  )
}

/** None once it is acknowledged. In a list of several each has an id of its own, and none stands out. */
export function exceptionButtons(filed: FiledException, label: EntityLabel, isInList = false): Button[] {
  const { about } = filed
  if (about.acknowledged) return []
  const name = `${about.periodName}, ${referenceOf(filed)}`
  const own = isInList ? `:${filed.number}` : ''
  const value = writeTarget({ key: filed, round: timesExplained(filed) })
  const explain: Button = {
    type: 'button',
    action_id: `${actionIds.explain}${own}`,
    text: { type: 'plain_text', text: labels.explain },
    value,
    accessibility_label: cut(`Explain what was done to ${name}`, 75),
  }
  if (!about.explanation) return [explain]
  const acknowledge: Button = {
    ...(isInList ? {} : { style: 'primary' as const }),
    type: 'button',
    action_id: `${actionIds.acknowledge}${own}`,
    text: { type: 'plain_text', text: labels.acknowledge },
    value,
    accessibility_label: cut(`Acknowledge the explanation of ${name}`, 75),
    confirm: confirmation({
      title: `Acknowledge ${name}?`,
      text: acknowledgementOf(filed, label(filed.entity)),
      yes: labels.acknowledge,
    }),
  }
  return [explain, acknowledge]
}
