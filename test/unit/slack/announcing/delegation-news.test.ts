import { expect, test } from 'vitest'
import { createTellDelegation } from '../../../../src/slack/announcing/delegation-news.ts'
import { createPoster } from '../../../../src/slack/announcing/poster.ts'
import { createFakeAdminNotices } from '../../../support/fake-admin-notices.ts'
import { bob, carol } from '../../../support/sample-request.ts'
import { slackError, startScriptedSlack } from '../scripted-slack.ts'

const days = { from: '2026-11-03', until: '2026-11-10' }
const delegation = { delegator: bob, delegate: carol, ...days, entity: 'us', record: 148, messageId: 'm' }

async function openTelling(slack?: Parameters<typeof startScriptedSlack>[0], mayPost = true) {
  const scripted = await startScriptedSlack(slack)
  const logged: string[] = []
  const log = (event: string) => void logged.push(event)
  const poster = createPoster(scripted.client, {
    mayPost: async () => mayPost,
    adminNotices: createFakeAdminNotices(),
    log,
  })
  return { tell: createTellDelegation({ label: () => 'Example US', poster }), logged, ...scripted }
}

test('it is posted in the channel of the entity', async () => {
  const { tell, of } = await openTelling()
  expect(await tell('C0CLOSE', { kind: 'begun', delegation })).toBe(true)
  expect(of('chat.postMessage')).toMatchObject([
    { channel: 'C0CLOSE', text: expect.stringContaining('part as an approver is with <@U0CAROL>') },
  ])
})

test('what Slack refuses for good is logged: it is in the register all the same', async () => {
  const { tell, logged } = await openTelling(() => slackError('is_archived'))
  expect(await tell('C0CLOSE', { kind: 'ended', delegation, by: bob, head: 'f'.repeat(64) })).toBe(false)
  expect(logged).toEqual(['slack-refused-message'])
})

test('nothing is posted where people of other companies read along', async () => {
  const { tell, calls } = await openTelling(undefined, false)
  expect(await tell('C0CLOSE', { kind: 'begun', delegation })).toBe(false)
  expect(calls).toEqual([])
})
