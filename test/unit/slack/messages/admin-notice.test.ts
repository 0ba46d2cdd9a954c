import { expect, test } from 'vitest'
import { checkMessageBlocks } from '../../../../sim/slack/block-kit/blocks-check.ts'
import { adminNotice, noticeKey } from '../../../../src/slack/messages/admin-notice.ts'
import type { NotSaid } from '../../../../src/usecases/ports/telling/admin-notices.ts'

const refused = (where: string, reason: string): NotSaid => ({ kind: 'refused', where, reason })

test.each<[NotSaid, string]>([
  [
    refused('C0CLOSE', 'not_in_channel'),
    'I am not in it (`not_in_channel`). Invite me there with `/invite @Closing Bell`.',
  ],
  [refused('C0CLOSE', 'channel_not_found'), 'Slack does not know it, or it is private and I am not in it'],
  [refused('C0CLOSE', 'is_archived'), 'it is archived (`is_archived`). Unarchive it, or name another channel'],
  [refused('C0CLOSE', 'restricted_action_read_only_channel'), 'only some people may post there'],
  [refused('C0CLOSE', 'cannot_reply_to_message'), 'Slack refused it (`cannot_reply_to_message`). Whoever runs the bot'],
  [{ kind: 'shared-outside', where: 'C0CLOSE' }, 'they read along. Stop sharing it, or name another channel'],
  [
    { kind: 'not-described', where: 'C0CLOSE', reason: 'nothing' },
    'Slack does not tell me who reads along there (`nothing`)',
  ],
  [
    refused('U0BOB', 'user_disabled'),
    'their account is deactivated (`user_disabled`). Take them out of closing-bell.yml',
  ],
  [refused('U0BOB', 'channel_not_found'), 'Slack does not know them here (`channel_not_found`)'],
  [refused('U0BOB', 'messages_tab_disabled'), 'direct messages of this app are turned off'],
  [refused('U0BOB', 'missing_scope'), 'the app lacks a permission in Slack (`missing_scope`). Put the scopes'],
  [refused('C0CLOSE', 'invalid_blocks'), 'Slack does not take the form of a message of mine (`invalid_blocks`)'],
])('%j says which channel or person, why, and what to do', (notSaid, words) => {
  const { text, blocks } = adminNotice(notSaid)
  expect(text).toContain(words)
  expect(text).toContain(notSaid.where)
  expect(text).toMatch(/30 days\.$/)
  expect(checkMessageBlocks(blocks)).toMatchObject({ kind: 'valid' })
})

test('what keeps the bot from everybody is one thing, however many it keeps it from', () => {
  const people = ['U0BOB', 'U0CAROL', 'C0CLOSE'].map((where) => refused(where, 'missing_scope'))
  expect(new Set(people.map(noticeKey)).size).toBe(1)
  const each = ['U0BOB', 'U0CAROL'].map((where) => refused(where, 'user_disabled'))
  expect(new Set(each.map(noticeKey)).size).toBe(2)
  expect(noticeKey(refused('C0CLOSE', 'is_archived'))).not.toBe(noticeKey(refused('C0CLOSE', 'not_in_channel')))
})
