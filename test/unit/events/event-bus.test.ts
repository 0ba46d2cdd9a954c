import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openEventBuses } from '../../../local/events/event-buses.ts'
import type { Notice } from '../../../src/domain/announcements/notice.ts'
import { createEventBus } from '../../../src/events/event-bus.ts'
import { sampleNotice } from '../../support/sample-notice.ts'

type Asked = Parameters<Parameters<typeof createEventBus>[0]['call']>[0]

/** EventBridge that answers like this, or is not there. */
function busThat(answers: (body: string) => { status: number; body: object } | null) {
  const sent: Asked[] = []
  const call = async (asked: Asked) => {
    sent.push(asked)
    const answer = answers(asked.body)
    if (!answer) throw new Error('socket hang up')
    return { status: answer.status, text: JSON.stringify(answer.body) }
  }
  const bus = createEventBus({ call, label: () => 'Example US' })
  return { sent, put: (notice: Notice) => bus.put('finance', notice, '2026-11-05T17:00:00.000Z') }
}

/** The stand-in of `npm start`, which keeps what it got. */
function standIn() {
  const dir = mkdtempSync(join(tmpdir(), 'event-bus-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  const file = join(dir, 'event-bus.jsonl')
  const read = () =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
  return { file, read }
}

test.each(['close-planned', 'plan-cancelled', 'locked', 'reopened'] as const)(
  'the stand-in takes the event of %s',
  async (kind) => {
    const { file, read } = standIn()
    const { put, sent } = busThat(openEventBuses(file).put)
    await put(sampleNotice(kind))
    expect(sent).toMatchObject([{ path: '/', headers: { 'x-amz-target': 'AWSEvents.PutEvents' } }])
    expect(read()).toMatchObject([{ 'event-bus-name': 'finance', time: '2026-11-05T17:00:00.000Z' }])
  },
)

test('an event says what programs need, as the document has it', async () => {
  const { file, read } = standIn()
  const { put } = busThat(openEventBuses(file).put)
  await put(sampleNotice('locked'))
  await put(sampleNotice('close-planned'))
  const documented = readFileSync('docs/announcements.md', 'utf8')
  const examples = [...documented.matchAll(/```json\n(?<json>[^`]+)```/g)].map(({ groups }) =>
    JSON.parse(groups?.json ?? ''),
  )
  const asDocumented = read().map(({ source, detail, 'detail-type': type }) => ({
    source,
    'detail-type': type,
    detail,
  }))
  expect(examples).toEqual(asDocumented)
})

test.each([
  ['no answer', null, 'EventBusUnavailable'],
  ['a fault of AWS’s', { status: 503, body: {} }, 'EventBusUnavailable'],
  ['too many calls', { status: 429, body: {} }, 'EventBusUnavailable'],
  ['no permission', { status: 400, body: { __type: 'AccessDeniedException' } }, 'EventBusRefused'],
  ['an answer that is none', { status: 200, body: {} }, 'EventBusRefused'],
  [
    'an entry that was not taken, in an answer of 200',
    { status: 200, body: { FailedEntryCount: 1, Entries: [{ ErrorCode: 'AccessDenied', ErrorMessage: 'no' }] } },
    'EventBusRefused',
  ],
  [
    'an entry that was throttled',
    { status: 200, body: { FailedEntryCount: 1, Entries: [{ ErrorCode: 'ThrottlingException' }] } },
    'EventBusUnavailable',
  ],
])('%s is not taken for told', async (_what, answer, name) => {
  await expect(busThat(() => answer).put(sampleNotice('locked'))).rejects.toMatchObject({ name })
})

test('the stand-in is as strict as EventBridge, and keeps the last events only', () => {
  const { file, read } = standIn()
  const buses = openEventBuses(file)
  const put = (entry: object) => buses.put(JSON.stringify({ Entries: [entry] }))
  const good = { Source: 's', DetailType: 't', Detail: '{}' }
  expect(buses.put('{}').status).toBe(400)
  expect(buses.put('not JSON').status).toBe(400)
  expect(put({ ...good, Detail: 'not JSON' }).body).toMatchObject({
    FailedEntryCount: 1,
    Entries: [{ ErrorCode: 'MalformedDetail' }],
  })
  expect(put({ ...good, Source: '' }).body).toMatchObject({ Entries: [{ ErrorCode: 'InvalidArgument' }] })
  for (let times = 0; times < 2010; times += 1) put({ ...good, Detail: JSON.stringify({ times }) })
  expect(read().length).toBeLessThan(2000)
  expect(read().at(-1)).toMatchObject({ 'event-bus-name': 'default', detail: { times: 2009 } })
  openEventBuses(file).put(JSON.stringify({ Entries: [good] }))
  expect(read().at(-1)).toMatchObject({ detail: {} })
})
