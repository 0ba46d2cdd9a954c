import { inspect } from 'node:util'
import { afterEach, expect, test, vi } from 'vitest'
import { hideFromLogs, withoutSecrets } from '../../src/log/hide-secrets.ts'
import { handled } from '../../src/runtime/handled.ts'
import { logOf } from '../../src/runtime/log-of.ts'
import { requestInEvent } from '../../src/runtime/request-in-event.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

const key = { entity: 'us', number: 147 }

/** The lines of what an invocation writes, and what it rejects with. */
async function run(act: () => Promise<unknown>, event: unknown = { request: key }) {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const errors = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const handler = handled<unknown, unknown>('advance', act, requestInEvent)
  const error: unknown = await handler(event, { awsRequestId: 'invocation-1' }).catch((caught: unknown) => caught)
  const lines = [...written.mock.calls, ...errors.mock.calls].map(([line]) => JSON.parse(String(line)))
  return { error, lines }
}

class SlackBusy extends Error {
  override name = 'SlackBusy' as const
}

test('what fails is an event with the request’s number, and counts as a fault', async () => {
  const { error, lines } = await run(() => Promise.reject(new TypeError('x is undefined')))
  expect(lines).toMatchObject([
    { message: 'invocation-failed', request: 'US-0147', invocation: 'invocation-1', error: 'TypeError', Faults: 1 },
  ])
  expect(error).toMatchObject({ name: 'TypeError', message: 'x is undefined' })
})

test('what passes by itself is no fault, and keeps the name by which the workflow tries it again', async () => {
  const { error, lines } = await run(() => Promise.reject(new SlackBusy('Slack asks to wait.')))
  expect(lines).toMatchObject([{ level: 'WARN', message: 'invocation-put-off', error: 'SlackBusy', PutOff: 1 }])
  expect(error).toMatchObject({ name: 'SlackBusy', message: 'Slack asks to wait.' })
})

test('of several failures each is named', async () => {
  const failures = [new TypeError('x is undefined'), new SlackBusy('Slack asks to wait.'), 'a word']
  const { lines } = await run(() => Promise.reject(new AggregateError(failures, '3 failed.')))
  const words = '3 failed.\nTypeError: x is undefined\nSlackBusy: Slack asks to wait.\na word'
  expect(lines).toMatchObject([{ message: 'invocation-failed', words }])
})

test('several that all pass by themselves are no fault either', async () => {
  const inner = new AggregateError([new SlackBusy('Slack asks to wait.')], 'telling failed')
  const { lines } = await run(() => Promise.reject(new AggregateError([inner], 'Not everything could be done.')))
  expect(lines).toMatchObject([{ message: 'invocation-put-off', PutOff: 1 }])
})

test('nothing that hangs on an error gets out: neither its cause, nor what a library sent, nor a secret in its words', async () => {
  hideFromLogs(['a-secret-of-this-container'])
  const cause = new Error('Bearer abcdefghijkl')
  const sent = { headers: { authorization: 'Bearer abcdefghijkl' } }
  const failure = Object.assign(new Error('with a-secret-of-this-container', { cause }), { sent })
  const { error, lines } = await run(() => Promise.reject(failure))
  expect(lines).toMatchObject([{ words: 'with ***' }])
  const all = inspect(error, { depth: 9, showHidden: true })
  expect(all).not.toMatch(/abcdefghijkl|a-secret-of/)
})

test.each([
  ['as it is', (secret: string) => secret],
  ['in a form', (secret: string) => new URLSearchParams({ client_id: secret }).toString()],
  ['in an address', encodeURIComponent],
  ['in JSON', JSON.stringify],
])('a secret of this container is not written, %s', (_how, written) => {
  hideFromLogs(['a secret+with/signs="4711"'])
  expect(withoutSecrets(`sent ${written('a secret+with/signs="4711"')} to Zuora`)).not.toMatch(/with|4711/)
})

test.each([
  'https://hooks.slack.com/commands/T0/1/abcdef',
  'hooks.slack.com/commands/T0/1/abcdef',
  '{"response_url":"https:\\/\\/hooks.slack.com\\/commands\\/T0\\/1\\/abcdef"}',
  encodeURIComponent('https://hooks.slack.com/commands/T0/1/abcdef'),
])('an address to answer to is not written, however it stands there: %s', (text) => {
  expect(withoutSecrets(text)).not.toMatch(/T0|abcdef/)
})

test.each([
  'arn:aws:states:us-east-1:123456789012:execution:closing-bell-prod-period-request:US-0147-2',
  `at handler (file:///var/task/src/handlers/advance.mjs:1:2345) 1795293790.000100 C0CLOSE ${'a'.repeat(64)}`,
])('what engineers look for is written: %s', (text) => {
  expect(withoutSecrets(text)).toBe(text)
})

test.each([
  [{ request: key }, 'US-0147'],
  [{ kind: 'click', target: { key, round: 1 } }, 'US-0147'],
  [{ kind: 'command', text: 'list' }, undefined],
  [null, undefined],
])('of %j every line names %s', async (event, request) => {
  const { lines } = await run(async () => logOf('advance')('library-said', { library: 'slack', words: 'hello' }), event)
  expect(lines).toMatchObject([{ message: 'library-said' }])
  expect(lines[0]?.request).toBe(request)
})
