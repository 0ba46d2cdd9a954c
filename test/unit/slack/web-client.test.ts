import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { call } from '../../../src/slack/web-client.ts'
import { botToken, slackError, startScriptedSlack } from './scripted-slack.ts'

const failureOf = async (slack: Parameters<typeof startScriptedSlack>[0]) => {
  const { client, calls } = await startScriptedSlack(slack)
  const failure: unknown = await call(() => client.chat.postMessage({ channel: 'C0CLOSE', text: 'x' })).catch(
    (error: unknown) => error,
  )
  return { failure, tries: calls.length }
}

// These names stand in the state machine's Retry: they are what is tried again.
test.each([
  ['429', { status: 429, headers: { 'retry-after': '30' }, body: { ok: false, error: 'ratelimited' } }, 'SlackBusy'],
  ['ratelimited', slackError('ratelimited'), 'SlackBusy'],
  ['500', { status: 500 }, 'SlackUnavailable'],
  ['503', { status: 503 }, 'SlackUnavailable'],
  ['a cut connection', null, 'SlackUnavailable'],
  ['internal_error', slackError('internal_error'), 'SlackUnavailable'],
  ['fatal_error', slackError('fatal_error'), 'SlackUnavailable'],
  ['service_unavailable', slackError('service_unavailable'), 'SlackUnavailable'],
  ['request_timeout', slackError('request_timeout'), 'SlackUnavailable'],
  ['channel_not_found', slackError('channel_not_found'), 'SlackRefused'],
  ['is_archived', slackError('is_archived'), 'SlackRefused'],
  ['invalid_auth', slackError('invalid_auth'), 'SlackUnavailable'],
] as const)('%s has its name, after one try, without the token', async (_what, answer, name) => {
  const { failure, tries } = await failureOf(() => answer)
  expect(failure).toHaveProperty('name', name)
  expect(tries).toBe(1)
  expect(inspect(failure, { depth: 20 })).not.toContain(botToken)
})

test("a refusal carries Slack's own code", async () => {
  const { failure } = await failureOf(() => slackError('channel_not_found'))
  expect(failure).toMatchObject({ reason: 'channel_not_found', message: 'Slack answered channel_not_found.' })
})

test('what is no failure of Slack is left as it is', async () => {
  const bug = new TypeError('a bug')
  await expect(call(() => Promise.reject(bug))).rejects.toBe(bug)
})
