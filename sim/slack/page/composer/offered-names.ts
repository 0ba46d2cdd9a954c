import type { Screen } from '../../shapes.ts'

/** Something that stands above the message box and can be taken into it. */
export type Offered = { id: string; insert: string; hint: string; about: string }

type Place = { text: string; caret: number }
type NameOffer = {
  names: Offered[]
  /** Where in the text the name begins that one of them takes the place of. */
  from: number
  /** Whether one of them stands there already, so that Enter sends. */
  isWhole: boolean
}

const offeredAtMost = 8

/** Everybody and everything that `@` and `#` can name, as a command takes it too. */
export const namesIn = (workspace: Screen['workspace'], channels: Screen['channels']): Offered[] => [
  ...workspace.people
    .filter(({ isDeactivated }) => !isDeactivated)
    .map(({ handle, name, role }) => ({ id: handle, insert: `@${handle}`, hint: name, about: role })),
  ...workspace.groups.map(({ handle, name, users }) => ({
    id: handle,
    insert: `@${handle}`,
    hint: name,
    about: `a group of ${users.length}`,
  })),
  { id: workspace.bot.handle, insert: `@${workspace.bot.handle}`, hint: workspace.bot.name, about: 'the app' },
  ...channels
    .filter(({ kind }) => kind === 'channel')
    .map(({ id, name, topic }) => ({ id, insert: `#${name}`, hint: '', about: topic })),
]

/** What is offered while a name is half typed before the caret. */
export const namesFor = (all: readonly Offered[], { text, caret }: Place): NameOffer => {
  const [typed] = /(?<![^\s(])[@#][\w.-]*$/.exec(text.slice(0, caret)) ?? []
  if (typed === undefined) return { names: [], from: caret, isWhole: false }
  const word = typed.toLowerCase()
  const names = all.filter(
    ({ insert, hint }) =>
      insert.startsWith(word) || (word.startsWith('@') && `@${hint.toLowerCase()}`.startsWith(word)),
  )
  const isWhole = names.some(({ insert }) => insert === word)
  return { names: names.slice(0, offeredAtMost), from: caret - typed.length, isWhole }
}
