import type { Obstacle } from '../../../../domain/preconditions.ts'
import { typedCommand } from '../../../command-name.ts'
import { fieldMistakeText } from '../fields-text.ts'
import { escaped, listed, monthText, nearDate, numbered } from '../mrkdwn.ts'
import { placeOf } from '../planned-text.ts'
import { countOf, statusWord, whatToDoAbout } from '../words.ts'

/** One obstacle with its way out. `timeZone`: where it is today, where that is known. */
export function obstacleText(obstacle: Obstacle, periodName: string, timeZone: string | null = null): string {
  switch (obstacle.kind) {
    case 'not-ended':
      return `${escaped(periodName)} ends ${nearDate(obstacle.endDate, obstacle.today)}; today is ${nearDate(obstacle.today, obstacle.today)}${inPlace(timeZone)}. Ask again when it has ended.`
    case 'planned-too-early':
      return `${escaped(periodName)} ends ${nearDate(obstacle.endDate, obstacle.day)}; on ${nearDate(obstacle.day, obstacle.day)} it has not ended. Plan it for a later day.`
    case 'already':
      return `${escaped(periodName)} is already ${statusWord(obstacle.status)}.`
    case 'unknown-status':
      return `Zuora gives ${escaped(periodName)} the status “${escaped(obstacle.status)}”, which this bot does not know. Nothing is asked of such a period; look at it in Zuora.`
    case 'not-managed':
      return `${escaped(periodName)} ended before ${monthText(obstacle.manageFrom)}, from when on periods are managed here. Look after it in Zuora.`
    case 'earlier-not-managed':
      return olderText(obstacle)
    case 'earlier-not-closed':
      return earlierText(obstacle.periods)
    case 'children-not-closed':
      return `The organisations below it close first: ${listed(obstacle.periods.map(({ name, status }) => `${escaped(name)} is ${statusWord(status)}`))}.`
    case 'trial-balance-running':
      return `A trial balance of ${escaped(periodName)} is running${obstacle.start === null ? '' : ` since ${escaped(obstacle.start)} (Zuora’s time)`}. Wait for its end, then ask again.`
    case 'not-checked':
      return `Not checked: ${listed(obstacle.items.map(({ item, because }) => `${item.replaceAll('-', ' ')} (${escaped(because)})`))}. Look for these in Zuora.`
    case 'reopen-first':
      return reopenFirstText(obstacle.periods)
    case 'nothing-open-after':
      return `No accounting period after ${escaped(periodName)} is Open, and only a period next to an open one can be reopened. Create the next one first: ${typedCommand('create')}.`
    case 'not-most-recent':
      return `Only the most recent accounting period can be deleted; that is ${escaped(obstacle.latest)}.`
    case 'dates-fixed':
      return `${escaped(periodName)} is ${statusWord(obstacle.status)}: Zuora changes the dates of open periods only. Reopen it first: ${typedCommand(`reopen ${periodName} …`)}.`
    case 'next-not-open':
      return `${escaped(obstacle.name)} is ${statusWord(obstacle.status)}, and its start would move along. Reopen that first: ${typedCommand(`reopen ${obstacle.name} …`)}.`
    case 'nothing-to-change':
      return `${escaped(periodName)} is like that already: nothing would change.`
    case 'which-organization':
      return `Each organisation has a calendar of its own. Say whose: ${listed(
        obstacle.organizations.map((name) => typedCommand(`create (${name})`)),
        'or',
      )}.`
    case 'field':
      return fieldMistakeText(obstacle)
    case 'required-items':
      return `Zuora requires these to be cleared: ${listed(obstacle.items.map(countOf))}. ${adviceFor(obstacle)}`
  }
}

/** Line by line, as many as there are. */
export function obstacleList(
  obstacles: readonly Obstacle[],
  periodName: string,
  timeZone: string | null = null,
): string {
  return numbered(obstacles.map((obstacle) => obstacleText(obstacle, periodName, timeZone))).join('\n')
}

function inPlace(timeZone: string | null): string {
  return timeZone === null ? '' : ` in ${escaped(placeOf(timeZone))}`
}

function earlierText(periods: readonly { name: string; status: string }[]): string {
  const [first, ...rest] = periods
  if (!first) return ''
  const begin = `${escaped(first.name)} is ${statusWord(first.status)} and must be closed first: ${typedCommand(`close ${first.name}`)}.`
  if (rest.length === 0) return begin
  return `${begin} After it: ${listed(firstNames(rest))}.`
}

function reopenFirstText(periods: readonly { name: string }[]): string {
  const [first, ...rest] = periods
  if (!first) return ''
  const then = rest.length === 0 ? '' : `, then ${listed(firstNames(rest))}`
  return `Reopen ${escaped(first.name)} first${then}: only a period next to an open one can be reopened. Begin with ${typedCommand(`reopen ${first.name} …`)}.`
}

function firstNames(periods: readonly { name: string }[]): string[] {
  const hidden = periods.length > 5 ? [`${periods.length - 5} more`] : []
  return [...periods.slice(0, 5).map(({ name }) => escaped(name)), ...hidden]
}

/** However many there are, one line. */
function olderText({ count, manageFrom }: Extract<Obstacle, { kind: 'earlier-not-managed' }>): string {
  const what = count === 1 ? 'older open period' : 'older open periods'
  const are = count === 1 ? 'is' : 'are'
  return `${count} ${what} before ${monthText(manageFrom)} ${are} not managed here; close ${count === 1 ? 'it' : 'them'} in Zuora first.`
}

function adviceFor({ items }: Extract<Obstacle, { kind: 'required-items' }>): string {
  const advice = new Map<string, string[]>()
  for (const { item } of items) {
    const what = whatToDoAbout(item)
    advice.set(what, [...(advice.get(what) ?? []), item.replaceAll('-', ' ')])
  }
  if (advice.size === 1) return [...advice.keys()].join('')
  return [...advice].map(([what, names]) => `${capitalised(listed(names))}: ${what}`).join(' ')
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
