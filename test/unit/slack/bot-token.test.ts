import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { call, createWebClient } from '../../../src/slack/web-client.ts'
import { startLocalHttp } from '../../support/local-http.ts'

const post = { channel: 'C0CLOSE', text: 'x' }

/** A Slack that takes only the second token, and a bot that holds the first. */
async function openSlack({ refusal = 'invalid_auth', second = 'xoxb-second' } = {}) {
  const { url, seen } = await startLocalHttp(({ headers }) => ({
    body: headers.authorization === 'Bearer xoxb-second' ? { ok: true, ts: '1.2' } : { ok: false, error: refusal },
  }))
  const refused: string[] = []
  let token = 'xoxb-first'
  const botToken = {
    current: async () => token,
    async instead(old: string) {
      refused.push(old)
      if (second === '') return undefined
      token = second
      return second
    },
  }
  const client = createWebClient(`${url}/api/`, botToken, () => {})
  return { client, seen, refused, tokens: () => seen.map(({ headers }) => headers.authorization) }
}

test.each(['invalid_auth', 'token_revoked', 'token_expired', 'account_inactive', 'not_authed'])(
  'a token that Slack refuses (%s) is looked for anew, and the very same call is sent once more',
  async (refusal) => {
    const { client, seen, refused, tokens } = await openSlack({ refusal })
    expect(await call(() => client.chat.postMessage(post))).toMatchObject({ ok: true })
    expect(refused).toEqual(['xoxb-first'])
    expect(tokens()).toEqual(['Bearer xoxb-first', 'Bearer xoxb-second'])
    expect(seen[1]?.body).toBe(seen[0]?.body)
    await call(() => client.chat.postMessage(post))
    expect(tokens()).toHaveLength(3)
  },
)

test('where no other token has come, Slack’s refusal stays what passes, after one call', async () => {
  const { client, tokens } = await openSlack({ second: '' })
  const failure: unknown = await call(() => client.chat.postMessage(post)).catch((error: unknown) => error)
  expect(failure).toMatchObject({ name: 'SlackUnavailable' })
  expect(tokens()).toHaveLength(1)
  expect(inspect(failure, { depth: 20 })).not.toContain('xoxb-')
})

test('any other refusal is none of the token', async () => {
  const { client, refused } = await openSlack({ refusal: 'channel_not_found' })
  await expect(call(() => client.chat.postMessage(post))).rejects.toMatchObject({ name: 'SlackRefused' })
  expect(refused).toEqual([])
})

test('a message that quotes a refusal is no refusal', async () => {
  const text = '{"ok":false,"error":"invalid_auth"}'
  const { url, seen } = await startLocalHttp(() => ({ body: { ok: true, message: { text } } }))
  const never = async () => Promise.reject(new Error('not refused'))
  const client = createWebClient(`${url}/api/`, { current: async () => 'xoxb-first', instead: never }, () => {})
  expect(await client.chat.postMessage(post)).toMatchObject({ message: { text } })
  expect(seen).toHaveLength(1)
})
