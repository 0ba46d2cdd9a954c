import { createRequire } from 'node:module'
import * as webApi from '@slack/web-api'
import { expect, test } from 'vitest'
import { startLocalHttp } from '../support/local-http.ts'

const lazy: typeof webApi = createRequire(import.meta.url)('../../scripts/build/lazy-web-api.cjs')

test('a client that is loaded when it is used does what Slack’s client does', async () => {
  const { url, seen } = await startLocalHttp(() => ({ body: { ok: true, user_id: 'U0BELL' } }))
  lazy.addAppMetadata({ name: 'bell', version: '1' })
  const client = new lazy.WebClient('xoxb-token', { slackApiUrl: `${url}/api/` })
  expect(seen).toEqual([])
  expect(await client.auth.test()).toMatchObject({ ok: true, user_id: 'U0BELL' })
  expect(seen[0]).toMatchObject({
    method: 'POST',
    path: '/api/auth.test',
    headers: { authorization: 'Bearer xoxb-token' },
  })
  expect(seen[0]?.headers['user-agent']).toContain('bell/1')
  expect([client.token, 'chat' in client]).toEqual(['xoxb-token', true])
})

test('what Slack refuses is told apart as by Slack’s client', async () => {
  const { url } = await startLocalHttp(() => ({ body: { ok: false, error: 'channel_not_found' } }))
  const client = new lazy.WebClient('xoxb-token', { slackApiUrl: `${url}/api/`, logLevel: lazy.LogLevel.ERROR })
  const failure = await client.conversations.info({ channel: 'C1' }).catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: 'slack_webapi_platform_error', data: { error: 'channel_not_found' } })
  expect(failure).toBeInstanceOf(lazy.WebAPIPlatformError)
})

test('what Bolt and the bot take from it beside the client is Slack’s own', () => {
  expect(lazy.LogLevel).toEqual(webApi.LogLevel)
  expect([lazy.WebAPIPlatformError.name, lazy.WebAPIRateLimitedError.name, lazy.WebAPIHTTPError.name]).toEqual([
    webApi.WebAPIPlatformError.name,
    webApi.WebAPIRateLimitedError.name,
    webApi.WebAPIHTTPError.name,
  ])
})
