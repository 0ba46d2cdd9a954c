import type { DatabaseSync } from 'node:sqlite'
import type { Person, UserGroup } from '../shapes.ts'
import { groups, people } from '../workspace/workspace.ts'
import { readBodies } from './read-rows.ts'

/** What an administrator changes about a person. */
export type PersonChange = Partial<Pick<Person, 'isDeactivated' | 'isGuest' | 'email'>>

/** The people and groups of the workspace as they are now: as they began, with what was changed since. */
export type Directory = {
  people(): Person[]
  find(id: string): Person | undefined
  change(id: string, change: PersonChange): void
  groups(): UserGroup[]
  findGroup(id: string): UserGroup | undefined
  setMembers(group: string, users: string[]): void
}

export const openDirectory = (database: DatabaseSync): Directory => {
  database.exec(`
    CREATE TABLE IF NOT EXISTS changed_people (id TEXT PRIMARY KEY, body TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS changed_groups (id TEXT PRIMARY KEY, body TEXT NOT NULL);`)
  const changeOf = database.prepare('SELECT body FROM changed_people WHERE id = ?')
  const putChange = database.prepare('INSERT OR REPLACE INTO changed_people (id, body) VALUES (?, ?)')
  const usersOf = database.prepare('SELECT body FROM changed_groups WHERE id = ?')
  const putUsers = database.prepare('INSERT OR REPLACE INTO changed_groups (id, body) VALUES (?, ?)')

  const readChange = (id: string): PersonChange => readBodies<PersonChange>(changeOf.all(id))[0] ?? {}
  const personNow = (person: Person): Person => ({ ...person, ...readChange(person.id) })
  const groupNow = (group: UserGroup): UserGroup => ({
    ...group,
    users: readBodies<string[]>(usersOf.all(group.id))[0] ?? group.users,
  })
  return {
    people: () => people.map(personNow),
    find: (id) => people.filter((each) => each.id === id).map(personNow)[0],
    change: (id, change) => {
      putChange.run(id, JSON.stringify({ ...readChange(id), ...change }))
    },
    groups: () => groups.map(groupNow),
    findGroup: (id) => groups.filter((each) => each.id === id).map(groupNow)[0],
    setMembers: (group, users) => {
      putUsers.run(group, JSON.stringify(users))
    },
  }
}
