import type { KnownBlock } from '@slack/types'
import type { Reminder } from '../../../domain/reminders/reminder.ts'
import type { Sending } from '../../../usecases/ports/telling/reminder-announcer.ts'
import { labels } from '../../ids.ts'
import { actions, context, type Message, message, section, sections } from '../blocks.ts'
import { lengthOfBlocks, mostOfBlocks } from '../length-of-blocks.ts'
import { commandButton } from '../periods/period-buttons.ts'
import { cutMarkup, escaped, listed, moment } from '../text/mrkdwn.ts'
import { type Place, reminderButtons } from './reminder-buttons.ts'
import type { ReminderContext, ToSay } from './reminder-context.ts'
import { reminderName, reminderText } from './reminder-text.ts'
import { snoozeChoice } from './snooze-choice.ts'

/** With text and buttons each takes two of the fifty blocks that a message may have. */
const mostWithButtons = 12

type Saying = Omit<ReminderContext, 'at' | 'today'> & { sending: Sending }

/** One message with all of them, each with what does it; of very many the last are named only. */
export function reminderMessage(all: readonly ToSay[], { sending, ...of }: Saying): Message {
  const reading = { ...of, at: sending.at, today: sending.today }
  const drawn = all.slice(0, mostWithButtons).map((one, index) => {
    const line = reminderText(one, reading)
    return { one, line, blocks: reminderBlocks(line, one, { reading, sending, place: placeOf(index, all) }) }
  })
  const shown = drawn.slice(0, howManyFit(drawn.map(({ blocks }) => lengthOfBlocks(blocks))))
  const others = all.slice(shown.length).map(({ reminder }) => reminder)
  const more = othersLines(others, reading)
  const notes = [...despiteText(all, sending), ...withoutText(sending, reading)]
  const text = [...shown.map(({ line, one }) => withLink(line, one)), ...more, ...notes]
  return message(text.map((line) => cutMarkup(line, mostOfLine)).join('\n'), [
    ...shown.flatMap(({ blocks }) => blocks),
    ...sections(more),
    ...actions(showOpenButtons(others, reading)),
    ...notes.map(context),
  ])
}

/** In characters: the names of the others, and then what stands below them all. */
const mostOfOthers = 2000
const mostOfNotes = 1500

/** One at least, and from the start as many as there is room for. */
function howManyFit(lengths: readonly number[]): number {
  let room = mostOfBlocks - mostOfOthers - mostOfNotes
  const first = lengths.findIndex((length, index) => {
    room -= length
    return room < 0 && index > 0
  })
  return first === -1 ? lengths.length : first
}

/** Where one has very much to say, the others are still read in the text. */
const mostOfLine = 1500

function reminderBlocks(
  line: string,
  toSay: ToSay,
  { reading, sending, place }: { reading: ReminderContext; sending: Sending; place: Place },
): KnownBlock[] {
  const elements = [
    ...reminderButtons(toSay, reading, place),
    ...snoozeChoice(toSay.reminder, sending, place?.at ?? null),
  ]
  return [section(line), ...(elements.length === 0 ? [] : [{ type: 'actions' as const, elements }])]
}

function placeOf(index: number, all: readonly ToSay[]): Place {
  const isMixed = entitiesOf(all.map(({ reminder }) => reminder)).length > 1
  return all.length === 1 ? null : { at: index + 1, isMixed }
}

/** Whoever sees the text alone has no button. */
function withLink(line: string, toSay: ToSay): string {
  return toSay.link ? `${line} <${toSay.link}|Review>.` : line
}

/** `48 more in Example US: Jan 2026, Feb 2026, …` */
function othersLines(others: readonly Reminder[], { label }: ReminderContext): string[] {
  const entities = entitiesOf(others)
  return entities.map((entity) => {
    const names = others.filter((one) => one.entity === entity).map((one) => reminderName(one, { label }))
    return `${names.length} more in ${escaped(label(entity))}: ${namesWithin(mostOfOthers / entities.length, names)}.`
  })
}

/** As many as there is room for, and how many others there are. */
function namesWithin(room: number, names: readonly string[]): string {
  const longest = Math.max(...names.map(({ length }) => length)) + ', '.length
  const shown = names.slice(0, Math.floor(room / longest))
  const hidden = names.length - shown.length
  return [...shown, ...(hidden === 0 ? [] : [`… and ${hidden} more`])].join(', ')
}

function showOpenButtons(others: readonly Reminder[], { label }: ReminderContext) {
  return entitiesOf(others)
    .slice(0, mostButtons)
    .map((entity) =>
      commandButton(`open-${entity}`, `list open in ${entity}`, {
        label: `${labels.showOpen} ${label(entity)}`,
        about: `Show the periods of ${label(entity)} that are not closed`,
      }),
    )
}

/** Slack's, for one block. */
const mostButtons = 25

function entitiesOf(reminders: readonly Reminder[]): string[] {
  return [...new Set(reminders.map(({ entity }) => entity))]
}

/** What is not held back says why. */
function despiteText(all: readonly ToSay[], { despite }: Sending): string[] {
  if (despite === null) return []
  const when = despite === 'quiet-hours' ? 'in your quiet hours' : 'on a quiet day'
  return all.slice(0, 1).map(({ reminder }) => `Sent ${when} because ${whyUrgent(reminder)}.`)
}

function whyUrgent({ about }: Reminder): string {
  switch (about.kind) {
    case 'approval':
      return about.request.expiresAt === null ? 'it waits for you' : `it expires ${moment(about.request.expiresAt)}`
    case 'trial-balance-failed':
      return 'the trial balance failed'
    case 'trial-balance-slow':
      return 'the trial balance takes so long'
    default:
      return 'it cannot wait'
  }
}

function withoutText({ without }: Sending, { label }: ReminderContext): string[] {
  if (without.length === 0) return []
  const names = listed(without.map((entity) => escaped(label(entity))))
  return [`Nothing is said of the periods of ${names} here: its Zuora does not answer.`]
}
