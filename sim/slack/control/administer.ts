import { z } from 'zod'
import { ImpossibleEntry } from '../interactions/pick.ts'
import type { StandIn } from '../stand-in.ts'
import { findChannel, findPerson, groups } from '../workspace/workspace.ts'

const user = z.string().refine((id) => findPerson(id) !== undefined, 'no such person')

const personChanged = z.strictObject({
  user,
  deactivated: z.boolean().optional(),
  guest: z.boolean().optional(),
  /** Two accounts may have the same: then they are one person's. */
  email: z.email().optional(),
})

const groupChanged = z.strictObject({
  group: z.string().refine((id) => groups.some((each) => each.id === id), 'no such group'),
  users: z.array(user),
})

const channelChanged = z.strictObject({
  channel: z.string().refine((id) => findChannel(id)?.kind === 'channel', 'no such channel'),
  private: z.boolean().optional(),
  shared: z.enum(['no', 'organisation', 'company', 'company-invited']).optional(),
})

/** What an administrator of the workspace does: from then on Slack tells it so, also after a restart. */
export const changePerson = (standIn: StandIn, given: unknown): void => {
  const { user: id, deactivated, guest, email } = personChanged.parse(given)
  standIn.store.directory.change(id, {
    ...(deactivated === undefined ? {} : { isDeactivated: deactivated }),
    ...(guest === undefined ? {} : { isGuest: guest }),
    ...(email === undefined ? {} : { email }),
  })
  standIn.feed.changed()
}

export const changeGroup = (standIn: StandIn, given: unknown): void => {
  const { group, users } = groupChanged.parse(given)
  standIn.store.directory.setMembers(group, users)
  standIn.feed.changed()
}

export const changeChannel = (standIn: StandIn, given: unknown): void => {
  const { channel, private: isPrivate, shared } = channelChanged.parse(given)
  standIn.store.channels.change(channel, {
    ...(isPrivate === undefined ? {} : { isPrivate }),
    ...(shared === undefined ? {} : { shared }),
  })
  standIn.feed.changed()
}

/** Slack signs a person out everywhere when their account is deactivated. */
export const mustBeActive = (standIn: StandIn, id: string): void => {
  if (standIn.store.directory.find(id)?.isDeactivated) throw new ImpossibleEntry(`the account ${id} is deactivated`)
}
