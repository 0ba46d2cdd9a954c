import { expect, test } from 'vitest'
import { createExceptionAnnouncer } from '../../../../src/slack/announcing/exception-announcer.ts'
import { createPoster } from '../../../../src/slack/announcing/poster.ts'
import { createFakeAdminNotices } from '../../../support/fake-admin-notices.ts'
import { createReconcileWorld, periodOf, person } from '../../../usecases/reconcile/reconcile-world.ts'
import { slackError, startScriptedSlack } from '../scripted-slack.ts'

async function open(slack?: Parameters<typeof startScriptedSlack>[0], isAllowed = true) {
  const world = createReconcileWorld([periodOf('Sep')])
  await world.look()
  world.set('Sep', { status: 'Closed', updatedBy: person })
  await world.look()
  const [filed] = world.exceptions()
  if (!filed) throw new Error('there is no exception')
  const scripted = await startScriptedSlack(slack)
  const logged: string[] = []
  const announcer = createExceptionAnnouncer({
    label: () => 'Example US',
    channelOf: () => 'C0US',
    poster: createPoster(scripted.client, {
      mayPost: async () => isAllowed,
      adminNotices: createFakeAdminNotices(),
      log: (event) => void logged.push(event),
    }),
  })
  return { announcer, filed, logged, ...scripted }
}

test('an exception is posted into its entity’s channel, and rendered again where it was posted', async () => {
  const { announcer, filed, of } = await open()
  expect(await announcer.postException(filed)).toMatchObject({ channel: 'C0US' })
  await announcer.showException(filed)
  expect(await announcer.tellExceptionHead(filed, 'U0AUDIT')).toBe(true)
  expect(of('chat.postMessage')).toMatchObject([
    { channel: 'C0US', text: expect.stringContaining('Sep 2026') },
    { channel: 'DU0AUDIT', text: expect.stringContaining('Keep this message') },
  ])
  await announcer.showException(filed, { channel: 'C0CLOSE', ts: '1.9' })
  expect(of('chat.update')).toMatchObject([{ channel: 'C0CLOSE' }, { channel: 'C0CLOSE', ts: '1.9' }])
})

test('where Slack refuses the channel, or others read along, nothing is posted and the log says so', async () => {
  const { announcer, filed, logged } = await open(() => slackError('channel_not_found'))
  expect(await announcer.postException(filed)).toBeNull()
  expect(logged).toEqual(['slack-refused-message'])
  const shared = await open(undefined, false)
  expect(await shared.announcer.postException(shared.filed)).toBeNull()
  expect(shared.calls).toEqual([])
})
