import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSignedBySlack } from '../../../../src/slack/receiving/signature.ts'

// The example of Slack's "Verifying requests from Slack", docs.slack.dev/authentication/verifying-requests-from-slack
const documented = {
  secret: '8f742231b10e8888abcd99yyyzzz85a5',
  timestamp: '1531420618',
  body: 'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
  signature: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
}
const { secret, timestamp, signature } = documented
const rawBody = Buffer.from(documented.body)
const secondsLater = (seconds: number) => new Date((Number(timestamp) + seconds) * 1000)

test("Slack's documented example is signed by Slack", () => {
  expect(isSignedBySlack({ signature, timestamp, rawBody }, [secret], secondsLater(4))).toBe(true)
})

test.each([
  ['exactly five minutes old', 300, true],
  ['exactly five minutes ahead', -300, true],
  ['a second more than five minutes old', 301, false],
  ['a second more than five minutes ahead', -301, false],
  ['an hour ahead', -3600, false],
])('a request that is %s', (_age, seconds, isSigned) => {
  expect(isSignedBySlack({ signature, timestamp, rawBody }, [secret], secondsLater(seconds))).toBe(isSigned)
})

test('while secrets are rotated, either of the two counts, and none that is not listed', () => {
  const signed = { signature, timestamp, rawBody }
  expect(isSignedBySlack(signed, ['the-new-one', secret], secondsLater(0))).toBe(true)
  expect(isSignedBySlack(signed, [secret, 'the-new-one'], secondsLater(0))).toBe(true)
  expect(isSignedBySlack(signed, ['the-new-one'], secondsLater(0))).toBe(false)
  expect(isSignedBySlack(signed, [], secondsLater(0))).toBe(false)
})

test('an empty secret signs nothing: anybody could sign with it', () => {
  const forged = `v0=${createHmac('sha256', '').update(`v0:${timestamp}:`).update(rawBody).digest('hex')}`
  expect(isSignedBySlack({ signature: forged, timestamp, rawBody }, [secret, ''], secondsLater(0))).toBe(false)
})

test.each([
  ['no signature', { signature: undefined }],
  ['no timestamp', { timestamp: undefined }],
  ['an empty signature', { signature: '' }],
  ['another version', { signature: signature.replace('v0=', 'v1=') }],
  ['a shortened signature', { signature: signature.slice(0, -1) }],
  ['upper-case digits, which Slack never sends', { signature: signature.toUpperCase() }],
  ['a timestamp that is no number', { timestamp: 'now' }],
  ['a negative timestamp', { timestamp: `-${timestamp}` }],
  ['a timestamp with a sign of infinity', { timestamp: '1e9' }],
  ['one byte more', { rawBody: Buffer.concat([rawBody, Buffer.from(' ')]) }],
])('%s is not signed', (_what, changes) => {
  expect(isSignedBySlack({ signature, timestamp, rawBody, ...changes }, [secret], secondsLater(0))).toBe(false)
})

test('the signature covers the bytes as they came, whatever they are', () => {
  const sign = (of: Buffer) => `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(of).digest('hex')}`
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(255), (bytes, more) => {
      const signed = { signature: sign(Buffer.from(bytes)), timestamp, rawBody: Buffer.from(bytes) }
      const tampered = { ...signed, rawBody: Buffer.from([...bytes, more]) }
      expect(isSignedBySlack(signed, [secret], secondsLater(1))).toBe(true)
      expect(isSignedBySlack(tampered, [secret], secondsLater(1))).toBe(false)
    }),
  )
})
