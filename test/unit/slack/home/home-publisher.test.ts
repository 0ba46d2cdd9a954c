import { expect, test } from 'vitest'
import { createHomePublisher } from '../../../../src/slack/home/home-publisher.ts'
import { message } from '../../../../src/slack/messages/blocks.ts'
import { writeAnswer } from '../../../../src/slack/messages/home/answer-on-home.ts'
import { sampleRequest } from '../../../support/sample-request.ts'
import { label } from '../messages/check-message.ts'
import { slackError, startScriptedSlack } from '../scripted-slack.ts'

const home = {
  kind: 'home',
  personId: 'U0BOB',
  ...{ toDecide: [sampleRequest()], approved: [], mine: [], ended: [], again: [], mayNudge: [] },
  ...{ exceptions: [], entities: [], coming: [] },
} as const
const made = { hash: 'abc', blocks: '[{"type":"divider"}]', inWords: '[{"type":"divider"}]' }

async function openPublisher(script?: Parameters<typeof startScriptedSlack>[0]) {
  const slack = await startScriptedSlack(script)
  const logged: unknown[] = []
  const asked: string[] = []
  const linkTo = async ({ ts }: { ts: string }) => {
    asked.push(ts)
    return `https://example.slack.com/${ts}`
  }
  const log = (event: string, details: object) => void logged.push({ event, ...details })
  const publisher = createHomePublisher(slack.client, { label, linkTo, log })
  return { publisher, logged, asked, views: () => slack.of('views.publish') }
}

test('what is made of the same is the same, and Slack is asked for a link once', async () => {
  const { publisher, asked } = await openPublisher()
  const [one, other] = [
    await publisher.make({ home, pictures: new Map() }),
    await publisher.make({ home, pictures: new Map() }),
  ]
  expect(one).toEqual(other)
  expect(asked).toHaveLength(1)
  const without = await publisher.make({ home: { ...home, toDecide: [] }, pictures: new Map() })
  expect(without.hash).not.toBe(one.hash)
})

test('of very many requests Slack is asked for links to those alone that are shown', async () => {
  const { publisher, asked } = await openPublisher()
  const statusMessage = (ts: number) => ({ channel: 'C0CLOSE', ts: `${ts}.1` })
  const mine = Array.from({ length: 60 }, (_, at) =>
    sampleRequest({ number: at + 1, statusMessage: statusMessage(at) }),
  )
  await publisher.make({ home: { ...home, toDecide: [], mine }, pictures: new Map() })
  expect(asked).toHaveLength(4)
})

test('an answer stands on top, and alone where nothing could be made', async () => {
  const { publisher, views } = await openPublisher()
  const answer = writeAnswer({ ...message('It counts.'), at: '2026-11-02T15:00:00.000Z', beside: null })
  expect(await publisher.publish('U0BOB', made, answer)).toBe('published')
  expect(await publisher.publish('U0BOB', null, answer)).toBe('published')
  const [withHome, alone] = views()
  expect(withHome).toMatchObject({ user_id: 'U0BOB', view: { type: 'home' } })
  expect(JSON.stringify(withHome?.view)).toContain('It counts.')
  expect(JSON.stringify(alone?.view)).toContain('It counts.')
})

test('where Slack does not take a view with pictures, the words are shown in their place', async () => {
  let calls = 0
  const { publisher, logged } = await openPublisher(() => (++calls === 1 ? slackError('invalid_arguments') : undefined))
  expect(await publisher.publish('U0BOB', { ...made, inWords: '[]' }, null)).toBe('in-words')
  expect(logged).toEqual([{ event: 'home-refused', person: 'U0BOB', reason: 'invalid_arguments' }])
})

test('what Slack refuses for good is told once; what passes is thrown', async () => {
  const { publisher, views } = await openPublisher(() => slackError('user_not_found'))
  expect(await publisher.publish('U0GONE', made, null)).toBe('refused')
  expect(views()).toHaveLength(1)
  const busy = await openPublisher(() => slackError('ratelimited'))
  await expect(busy.publisher.publish('U0BOB', made, null)).rejects.toMatchObject({ name: 'SlackBusy' })
})
