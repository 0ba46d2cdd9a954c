import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { entryOf } from '../../local/behind/entry.ts'
import { openRecorder, type Recorder } from '../../local/behind/recorder.ts'
import { referencesOf } from '../../local/behind/references.ts'
import { watchInto } from '../../local/behind/watch.ts'

let dir: string
let recorder: Recorder

const open = () => openRecorder({ file: join(dir, 'behind.sqlite'), secrets: [], msAhead: () => 60_000 })
const references = referencesOf([{ key: 'us', entityId: 'e1' }, { key: 'eu' }])

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'behind-'))
  recorder = open()
})
afterEach(() => {
  recorder.close()
  rmSync(dir, { recursive: true })
})

test('who looks reads on from what they have read, over a restart too, and everything where that is not the same any more', () => {
  const add = (title: string) => recorder.record(entryOf({ atMs: 1000, lane: 'zuora', title }))
  let changes = 0
  recorder.source.subscribe(() => {
    changes += 1
  })
  add('first')
  add('second')
  expect(changes).toBe(2)
  const first = recorder.source.read(0)
  expect(first).toMatchObject({ from: 0, revision: 2, entries: [{ title: 'first' }, { title: 'second' }] })
  recorder.close()
  recorder = open()
  add('third')
  expect(recorder.source.read(first.revision)).toMatchObject({ from: 2, revision: 3, entries: [{ title: 'third' }] })
  expect(recorder.source.read(99)).toMatchObject({ from: 0, entries: [{ id: 1 }, { id: 2 }, { id: 3 }] })
  expect(recorder.source.exchange(99)).toBeUndefined()
})

test('what cannot be read keeps nothing from starting: it is begun anew', () => {
  recorder.record(entryOf({ atMs: 1000, lane: 'zuora', title: 'lost' }))
  recorder.close()
  writeFileSync(join(dir, 'behind.sqlite'), 'no database '.repeat(1000))
  recorder = open()
  recorder.record(entryOf({ atMs: 1000, lane: 'zuora', title: 'seen' }))
  expect(recorder.source.read(0).entries).toMatchObject([{ id: 1, title: 'seen' }])
})

test('the end of a state completes its beginning, by the clock of the page, and a second visit is another line', () => {
  const { stateEvent } = watchInto(recorder, references)
  const event = { execution: 'US-0147-2', stateName: 'Advance' }
  const enter = (at: number) =>
    stateEvent({
      ...event,
      at,
      event: { type: 'TaskStateEntered', stateEnteredEventDetails: { name: 'Advance', input: '{}' } },
    })
  enter(1000)
  const { revision } = recorder.source.read(0)
  const exited = { type: 'TaskStateExited', stateExitedEventDetails: { name: 'Advance', output: '{"kind":"wait"}' } }
  stateEvent({ ...event, at: 1500, event: exited })
  const left = {
    id: 1,
    title: 'Advance',
    result: 'left',
    tookMs: 500,
    at: new Date(61_000).toISOString(),
    references: ['US-0147'],
  }
  expect(recorder.source.read(revision).entries).toMatchObject([left])
  expect(recorder.source.exchange(1)).toMatchObject([{ body: {} }, { body: { kind: 'wait' } }])
  enter(2000)
  expect(recorder.source.read(0).entries).toMatchObject([left, { id: 2, result: '', tookMs: null }])
})

test('a schedule that found nothing to do is not recorded; one that did something, or failed, is', () => {
  const watch = watchInto(recorder, references)
  const run = (requestId: string, result: Parameters<typeof watch.invocation>[0]['result']) =>
    watch.invocation({
      startedAt: 1,
      tookMs: 1,
      functionName: 'wake',
      requestId,
      payload: '{"detail-type":"Scheduled Event"}',
      result,
    })
  const fine = { kind: 'answered', payload: 'null' } as const
  run('idle', fine)
  expect(recorder.source.read(0).entries).toEqual([])
  const headers = { 'x-local-invocation': 'busy', 'x-amz-target': 'DynamoDB_20120810.DeleteItem' }
  const body = JSON.stringify({ Key: { pk: { S: 'ENTITY#e1' }, sk: { S: 'REQUEST#000147' } } })
  watch.tableCall({ startedAt: 1, tookMs: 1, headers, body, status: 200, answer: '' })
  run('busy', fine)
  run('failed', { kind: 'failed', error: { errorType: 'SlackBusy', errorMessage: '' } })
  expect(recorder.source.read(0).entries).toMatchObject([
    { title: 'DeleteItem REQUEST#000147', references: ['US-0147'], result: 'written' },
    { title: 'wake', result: 'done' },
    { title: 'wake', result: 'SlackBusy', isTrouble: true },
  ])
})

test('a night of schedules takes no request away', () => {
  const { tableCall, invocation } = watchInto(recorder, references)
  const write = (requestId: string, sk: string) => {
    const headers = { 'x-local-invocation': requestId, 'x-amz-target': 'DynamoDB_20120810.DeleteItem' }
    const body = JSON.stringify({ Key: { pk: { S: 'ENTITY#e1' }, sk: { S: sk } } })
    tableCall({ startedAt: 1, tookMs: 1, headers, body, status: 200, answer: '' })
  }
  write('asked', 'PERIOD#1')
  for (let run = 0; run < 450; run++) {
    write(`run ${run}`, run === 0 ? 'REQUEST#000147' : 'CALENDAR')
    const [payload, result] = ['{"detail-type":"Scheduled Event"}', { kind: 'answered', payload: 'null' } as const]
    invocation({ startedAt: 1, tookMs: 1, functionName: 'remind', requestId: `run ${run}`, payload, result })
  }
  const { entries } = recorder.source.read(0)
  expect(entries.slice(0, 2).map(({ title }) => title)).toEqual(['DeleteItem PERIOD#1', 'DeleteItem REQUEST#000147'])
  expect(entries.length).toBeLessThan(800)
})

test('a write whose condition did not hold names no request, and is no trouble', () => {
  const headers = { 'x-amz-target': 'DynamoDB_20120810.PutItem' }
  const body = JSON.stringify({
    Item: { pk: { S: 'ENTITY#eu' }, sk: { S: 'REQUEST#000007' } },
    ConditionExpression: 'attribute_not_exists(#key)',
    ExpressionAttributeNames: { '#key': 'pk' },
  })
  const answer = '{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException"}'
  watchInto(recorder, references).tableCall({ startedAt: 1, tookMs: 1, headers, body, status: 400, answer })
  expect(recorder.source.read(0).entries).toMatchObject([
    { references: [], result: 'condition not met', isTrouble: false },
  ])
  expect(recorder.source.exchange(1)).toMatchObject([{ body: { condition: 'attribute_not_exists(pk)' } }, {}])
})

test.each([
  ['what people say', 'US-0147', ['US-0147']],
  ['in any case, and without its noughts', 'us-147 and eu-3', ['US-0147', 'EU-0003']],
  ['the target of a button', 'us#147#2#1795293790110', ['US-0147']],
  ['a date, a region, another entity', '2026-10-31 us-east-1 ca-147', []],
])('references are found in text: %s', (_what, text, found) => {
  expect(references.inText(text)).toEqual(found)
})

test('references are found in keys; in words only where words are asked for', () => {
  const asked = { target: { key: { entity: 'us', number: 147 }, round: 1 }, reason: 'see US-0146' }
  expect(references.inKeys(asked)).toEqual(['US-0147'])
  expect(references.inValues(asked)).toEqual(['US-0147', 'US-0146'])
})

test.each([
  ['at once', 300, 20, 'acked', false],
  ['slowly', 300, 3200, 'answered 200, too late', true],
  ['at once, to a request that Slack had given up', 4100, 20, 'answered 200, too late', true],
])('Slack is answered %s', (_how, arrivedAfterMs, tookMs, result, isTrouble) => {
  const sentAt = 1_795_000_000
  const headers = { 'x-slack-request-timestamp': String(sentAt), 'content-type': 'application/json' }
  const answered = { status: 200, answerHeaders: {}, answer: '', requestId: 'g' }
  const asked = { startedAt: sentAt * 1000 + arrivedAfterMs, tookMs, method: 'POST', path: '/slack/events', body: '{}' }
  watchInto(recorder, references).slackRequest({ ...asked, ...answered, headers })
  expect(recorder.source.read(0).entries).toMatchObject([{ result, isTrouble }])
})
