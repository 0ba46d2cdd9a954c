import { expect, test } from 'vitest'
import { createPoster } from '../../../../src/slack/announcing/poster.ts'
import { createSnoozeAnnouncer } from '../../../../src/slack/announcing/snooze-announcer.ts'
import { startScriptedSlack } from '../scripted-slack.ts'

test('who snoozed what stands in the thread of the message that said it', async () => {
  const { client, of } = await startScriptedSlack()
  const mayPost = async () => true
  const poster = createPoster(client, { mayPost, log: () => {}, adminNotices: { tell: async () => {} } })
  const { tellSnooze } = createSnoozeAnnouncer({ label: () => 'Example US', poster })
  const about = { entity: 'us', name: 'Oct 2026', reference: null }
  const snooze = {
    subject: 'us/period/1',
    until: '2026-11-25T14:00:00.000Z',
    by: 'U0BOB',
    at: '2026-11-20T14:00:00.000Z',
  }
  await tellSnooze({ channel: 'C0CLOSE', ts: '1794146400.000100' }, { about, snooze, isEnded: false })
  expect(of('chat.postMessage')).toMatchObject([
    {
      channel: 'C0CLOSE',
      thread_ts: '1794146400.000100',
      text: expect.stringMatching(/^<@U0BOB> snoozed Oct 2026 \(Example US\) until /),
    },
  ])
})
