import type { Failed, Overtaken, Refused } from '../../../../domain/outcome.ts'
import { childUnderWay } from '../../../../domain/ranges.ts'
import { type Request, referenceOf } from '../../../../domain/request.ts'
import { mayHaveTakenEffect } from '../../../../domain/steps/ask-state.ts'
import { duration, escaped, listed, mention } from '../../text/mrkdwn.ts'
import { askWord, statusWord } from '../../text/words.ts'
import { obstacleList } from '../../text/zuora/obstacle-text.ts'
import { trialBalanceText } from '../../text/zuora/trial-balance-text.ts'

/** Why it ended so, in full; empty where the title says everything. */
export function outcomeReason(request: Request): string {
  const { action, entity, note, outcome, period, range } = request
  switch (outcome?.kind) {
    case 'succeeded':
      return action === 'reopen' && note !== null ? `Reason: “${escaped(note)}”.` : ''
    case 'closed-with-problem':
      return `Trial balance: ${trialBalanceText(outcome.trialBalance)}.`
    case 'overtaken':
      return overtakenReason(outcome.because)
    case 'refused':
      return refusedReason(outcome.because, period.name)
    case 'failed':
      return failedReason(outcome.because, request)
    case 'cancelled':
      return stillUnderWay(entity, range)
    default:
      return ''
  }
}

/** A range that ends by itself leaves the close that is under way to its own approvers. */
function stillUnderWay(entity: string, range: Request['range']): string {
  const current = childUnderWay(range)
  if (!current) return ''
  const reference = referenceOf({ entity, number: current.number })
  return `${reference}, the close of ${escaped(current.name)}, goes on by itself; no further one is begun.`
}

function overtakenReason(because: Overtaken): string {
  switch (because.kind) {
    case 'closed-by-others':
      return `It was closed in Zuora by ${zuoraUser(because)}, not by this request.`
    case 'closed-answer-lost':
      return `This request asked Zuora to close it and the answer was lost; Zuora names ${zuoraUser(because)}. Whether it was this request is not known, so it is not credited to it.`
    case 'moved-by-others':
      return `It was found ${statusWord(because.status)}, changed in Zuora by ${zuoraUser(because)}.`
    case 'trial-balance-by-others':
      return `That run: ${trialBalanceText(because.trialBalance)}.`
    case 'done-by-others':
      return because.isAnswerLost
        ? `This request asked Zuora for it and the answer was lost; Zuora names ${zuoraUser(because)}. Whether it was this request is not known, so it is not credited to it.`
        : `It was done in Zuora by ${zuoraUser(because)}, not by this request.`
  }
}

function zuoraUser({ updatedBy, updatedOn }: { updatedBy: string | null; updatedOn: string | null }): string {
  const who = updatedBy === null ? 'someone' : `Zuora user ${escaped(updatedBy)}`
  return updatedOn === null ? who : `${who} on ${escaped(updatedOn)} (Zuora’s time)`
}

function refusedReason(because: Refused, periodName: string): string {
  switch (because.kind) {
    case 'by-zuora': {
      const id = because.zuoraRequestId === null ? '' : `, request id ${escaped(because.zuoraRequestId)}`
      return `Zuora refused to ${askWord(because.asked)}: “${escaped(because.message)}” (code ${escaped(because.code)}${id}).`
    }
    case 'obstacles':
      return obstacleList(because.obstacles, periodName)
    case 'in-flight':
      return `${escaped(because.request)} is under way on this period, its neighbour or the calendar, and comes first.`
    case 'policy':
      return `The policy no longer allows “${escaped(because.action)}”.`
    case 'may-not-ask-any-more':
      return `When its time came, ${mention(because.person)}, who planned it, could not ask for it any more. Nothing was asked of Zuora.`
  }
}

function failedReason(because: Failed, request: Request): string {
  switch (because.kind) {
    case 'trial-balance-error': {
      const whose = because.startedBy === 'us' ? 'Its trial balance' : 'A trial balance that someone else started'
      return `${whose} ${trialBalanceText(because.trialBalance)}.`
    }
    case 'trial-balance-never-started':
      return `Zuora accepted, but no trial balance began within ${duration(because.waitedSeconds)}.`
    case 'trial-balance-never-ended': {
      const whose = because.startedBy === 'us' ? 'Its trial balance' : 'A trial balance that someone else started'
      const since = because.start === null ? '' : `, started ${escaped(because.start)} (Zuora’s time),`
      return `${whose}${since} had not ended after ${duration(because.waitedSeconds)}.`
    }
    case 'trial-balance-unknown':
      return `Zuora gives its trial balance the status “${escaped(because.status ?? 'none')}”, which this bot does not know.`
    case 'never-took-effect':
      return `Zuora accepted to ${askWord(because.asked)}, but ${duration(because.waitedSeconds)} later it is not so: it had no effect, or someone undid it.`
    case 'asked-too-often':
      return `Zuora was asked ${because.times} times to ${askWord(because.asked)}, each time without effect.`
    case 'card-not-posted':
      return because.why === 'shared-outside'
        ? `<#${because.channel}> is shared with another company, and nothing is posted where others read along.`
        : `Slack did not take the approval card in <#${because.channel}>.`
    case 'range-stopped':
      return ''
    case 'period-missing':
      return 'Zuora no longer knows this period.'
    case 'sign-in-refused':
      return 'Zuora refused the bot’s credentials.'
    case 'zuora-unreachable':
      return `Zuora did not answer, or refused the bot’s credentials, for ${duration(because.waitedSeconds)}.`
    case 'controls-failed':
      return `These did not hold: ${escaped(listed(because.controls))}.`
    case 'rehearsal-broken-off':
      return 'It was broken off before everything was tried.'
    case 'ended-by-hand':
      return `It did not go on, and ${escaped(because.by)}, who runs this bot, ended it: “${escaped(because.why)}”. ${leftBehind(request)}`.trim()
    case 'broke':
      return `The bot broke (${escaped(because.error)}); nothing more will be tried.`
  }
}

/** What goes on, or may have been done, although it has ended. */
function leftBehind(request: Request): string {
  if (request.range) return stillUnderWay(request.entity, request.range)
  const asked = mayHaveTakenEffect(request).map(askWord)
  if (asked.length === 0) return 'Zuora had not been asked for anything that could have taken effect.'
  return `Zuora had been asked to ${listed(asked)}, which may have taken effect.`
}
