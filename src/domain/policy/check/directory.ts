import type { Person } from '../../person.ts'

/** What someone is in the workspace. `unknown`: Slack knows nobody by that id here. */
export type Standing = 'full-member' | 'guest' | 'deactivated' | 'bot' | 'of-another-workspace' | 'unknown'

export type Member = { person: Pick<Person, 'id' | 'email'>; standing: Standing }

export type ChannelSeen = { name: string; isMember: boolean; isPrivate: boolean; isSharedWithOthers: boolean }

/** What Slack said. What is not in it Slack could not say; null is what Slack does not know. */
export type Directory = {
  people: ReadonlyMap<string, Member>
  groups: ReadonlyMap<string, readonly string[] | null>
  channels: ReadonlyMap<string, ChannelSeen | null>
}

/** A fault keeps the program from starting. */
export type Finding = { kind: 'fault' | 'warning'; path: string; message: string }

export const fault = (path: string, message: string): Finding => ({ kind: 'fault', path, message })
export const warning = (path: string, message: string): Finding => ({ kind: 'warning', path, message })
