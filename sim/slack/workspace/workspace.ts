import type { Channel, Person, UserGroup } from '../shapes.ts'

/** The people, groups and channels of the workspace "Example" as it begins. `closing-bell.example.yml` names the same ids. */
export const workspace = {
  name: 'Example',
  domain: 'example',
  bot: { id: 'U0BELL', botId: 'B0BELL', handle: 'closing_bell', name: 'Closing Bell' },
}

const person = (id: string, handle: string, name: string, role: string, more: Partial<Person> = {}): Person => ({
  id,
  handle,
  name,
  role,
  tz: 'America/New_York',
  email: `${handle}@example.com`,
  isGuest: false,
  isDeactivated: false,
  ...more,
})

export const people: readonly Person[] = [
  person('U0ALICE', 'alice', 'Alice', 'finance, requests'),
  person('U0BOB', 'bob', 'Bob', 'approves'),
  person('U0CAROL', 'carol', 'Carol', 'controller, approves'),
  person('U0DAN', 'dan', 'Dan', 'controller, in London', { tz: 'Europe/London' }),
  person('U0ERIN', 'erin', 'Erin', 'no role'),
  person('U0GUS', 'gus', 'Gus', 'guest', { isGuest: true }),
  person('U0CFO', 'frank', 'Frank', 'CFO'),
  person('U0AUDIT', 'audrey', 'Audrey', 'auditor, guest', { isGuest: true }),
]

export const groups: readonly UserGroup[] = [
  { id: 'S0FINANCE', handle: 'finance', name: 'Finance', users: ['U0ALICE'] },
  { id: 'S0CONTROLLERS', handle: 'controllers', name: 'Controllers', users: ['U0DAN', 'U0CAROL'] },
]

const channels: readonly Channel[] = [
  { id: 'C0CLOSE', kind: 'channel', name: 'month-end-close', topic: 'Closing the books, one period at a time' },
  { id: 'C0GENERAL', kind: 'channel', name: 'general', topic: 'Everything else' },
]

/** Channels the bot is in from the start; `/invite` adds it to others. */
export const botStartsIn: readonly string[] = ['C0CLOSE']

export const findPerson = (id: string): Person | undefined => people.find((each) => each.id === id)

/** The direct message between the bot and a person. */
export const directMessageOf = (user: string): string => `D${user.slice(1)}`

export const personOfDirectMessage = (channel: string): Person | undefined =>
  people.find((each) => directMessageOf(each.id) === channel)

export const findChannel = (id: string): Channel | undefined => {
  if (personOfDirectMessage(id)) return { id, kind: 'im', name: 'directmessage', topic: '' }
  return channels.find((each) => each.id === id)
}

export const channelsOf = (user: string): Channel[] => [
  ...channels,
  { id: directMessageOf(user), kind: 'im', name: workspace.bot.name, topic: '' },
]

/** All of them, also the direct messages of everybody. */
export const everyChannel: readonly string[] = [
  ...channels.map(({ id }) => id),
  ...people.map(({ id }) => directMessageOf(id)),
]

/** Whether the person sees the channel: everyone is in every channel, a direct message has one person. */
export const isPersonIn = (user: string, channel: string): boolean =>
  findPerson(user) !== undefined &&
  (personOfDirectMessage(channel)?.id === user || channels.some((each) => each.id === channel))
