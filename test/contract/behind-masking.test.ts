import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { entryOf } from '../../local/behind/entry.ts'
import { maskEntry } from '../../local/behind/mask.ts'
import { openRecorder } from '../../local/behind/recorder.ts'
import { referencesOf } from '../../local/behind/references.ts'
import { watchInto } from '../../local/behind/watch.ts'

const known = ['0123456789abcdef0123456789abcdef', 'xoxb-local-0011223344556677', 'Zc-lient_secret-of-24-bytes']
const [signingSecret = '', botToken = '', clientSecret = ''] = known
const accessToken = randomBytes(16).toString('hex')
const taskToken = randomBytes(512).toString('base64')
const signature = randomBytes(32).toString('hex')
const responseUrl = 'http://127.0.0.1:4600/response/RP7SBKRB7TKHQ3MY3RWHVUZM'
const ticket = 'aVeryLongTicket0fAnUploadThatNobodyMaySee'
const triggerId = `1795293790110.1000000.${signature.slice(0, 32)}`
const verification = 'verification-token-of-old'
const secrets = [
  ...known,
  accessToken,
  taskToken,
  signature,
  'RP7SBKRB7TKHQ3MY3RWHVUZM',
  ticket,
  triggerId,
  verification,
  'a-cookie-of-somebody',
  'AKIA/20260101/us-east-1',
]

const headers = {
  authorization: `Bearer ${accessToken}`,
  Cookie: 'd=a-cookie-of-somebody',
  'x-slack-signature': `v0=${signature}`,
  'x-amz-security-token': taskToken,
  'x-amz-authorization': 'AWS4-HMAC-SHA256 Credential=AKIA/20260101/us-east-1, Signature=1',
  'x-local-invocation': 'one',
}
const fields = {
  token: verification,
  access_token: accessToken,
  client_secret: clientSecret,
  taskToken,
  response_url: responseUrl,
  responseUrl,
  trigger_id: triggerId,
  upload_url: `http://127.0.0.1:4600/upload/v1/${ticket}`,
  words: `${signingSecret} ${botToken} ${responseUrl} Bearer ${accessToken} v0=${signature} ${taskToken} ${triggerId}`,
  inside: JSON.stringify({ deep: [{ 'task-token': taskToken, Authorization: `Basic ${clientSecret}` }] }),
  cut: `{"access_token": "${accessToken}", "responseUrl":"${responseUrl}", "and so`,
  [`a name with ${botToken}`]: 1,
}
const json = JSON.stringify(fields)
const form = new URLSearchParams({ ...fields, text: 'close', command: '/period', user_id: 'U0ALICE' }).toString()
const marshalled = {
  pk: { S: 'ENTITY#us' },
  sk: { S: 'REQUEST#000147' },
  taskToken: { S: taskToken },
  all: { S: json },
}
const times = { startedAt: 1000, tookMs: 2 }
const http = { ...times, headers, answerHeaders: headers }

function openWatch() {
  const dir = mkdtempSync(join(tmpdir(), 'behind-'))
  const recorder = openRecorder({ file: join(dir, 'behind.sqlite'), secrets: known, msAhead: () => 0 })
  onTestFinished(() => {
    recorder.close()
    rmSync(dir, { recursive: true })
  })
  return { dir, recorder, watch: watchInto(recorder, referencesOf([{ key: 'us' }])) }
}

test('no secret gets through any of the sources, neither to the page nor to the disk', () => {
  const { dir, recorder, watch } = openWatch()
  const path = `/response/RP7SBKRB7TKHQ3MY3RWHVUZM?token=${verification}`
  const formHeaders = { ...headers, 'content-type': 'application/x-www-form-urlencoded' }
  for (const [sent, body] of [
    [headers, json],
    [formHeaders, form],
    [formHeaders, `payload=${encodeURIComponent(json)}`],
  ] as const) {
    watch.slackRequest({
      ...http,
      headers: sent,
      requestId: 'g',
      method: 'POST',
      path,
      body,
      status: 200,
      answer: json,
    })
    watch.zuoraCall({ ...http, headers: sent, method: 'POST', path, body, status: 200, answer: fields })
    watch.slackCall({ ...http, headers: sent, method: 'POST', path, body: fields, status: 200, answer: json })
  }
  const event = { isBase64Encoded: true, body: Buffer.from(form).toString('base64'), headers, ...fields }
  const payload = JSON.stringify(event)
  const ran = { ...times, functionName: 'respond', requestId: 'one', payload }
  watch.handOn({ at: 1000, functionName: 'respond', requestId: 'one', payload, headers })
  watch.invocation({ ...ran, result: { kind: 'answered', payload: json } })
  const error = { errorType: 'Error', errorMessage: fields.words, trace: [fields.words] }
  watch.invocation({ ...ran, result: { kind: 'failed', error } })
  for (const [operation, body] of [
    ['PutItem', { Item: marshalled }],
    [
      'UpdateItem',
      {
        Key: marshalled,
        UpdateExpression: 'SET #t = :t',
        ExpressionAttributeNames: { '#t': 'taskToken' },
        ExpressionAttributeValues: { ':t': { S: taskToken } },
      },
    ],
  ] as const) {
    const target = { ...headers, 'x-amz-target': `DynamoDB_20120810.${operation}` }
    watch.tableCall({ ...times, headers: target, body: JSON.stringify(body), status: 400, answer: json })
  }
  const details = { name: 'AwaitDecision', input: json, output: json }
  const state = { at: 1000, execution: 'US-0147', stateName: 'AwaitDecision' }
  watch.stateEvent({ ...state, event: { type: 'TaskStateEntered', stateEnteredEventDetails: details } })
  watch.stateEvent({ ...state, event: { type: 'TaskStateExited', stateExitedEventDetails: details } })
  const failed = { taskFailedEventDetails: { error: 'Error', cause: JSON.stringify(error) } }
  watch.stateEvent({ ...state, event: { type: 'TaskFailed', ...failed } })
  watch.statesCall({
    ...times,
    operation: 'SendTaskSuccess',
    headers,
    request: { taskToken, output: json },
    refused: null,
    answer: fields,
  })
  watch.eventsPut({
    ...times,
    headers,
    body: JSON.stringify({ Entries: [{ Detail: json }] }),
    status: 200,
    answer: fields,
  })

  const { entries } = recorder.source.read(0)
  expect(entries.length).toBe(18)
  const shown = JSON.stringify([entries, entries.map(({ id }) => recorder.source.exchange(id))])
  const onDisk = readdirSync(dir).map((name) => readFileSync(join(dir, name), 'latin1'))
  for (const text of [shown, ...onDisk]) expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
})

test('what is no secret stays: who, what, hashes, ids, addresses', () => {
  const hash = randomBytes(32).toString('hex')
  const kept = {
    text: '/period close Oct 2026',
    hash,
    id: '8ad0c33147cef6808de3318d87e94161',
    requestId: 'd35111ea-eea9-46ab-80b0-1e0f0033d44e',
    executionArn: 'arn:aws:states:us-east-1:000000000000:execution:closing-bell-dev-period-request:US-0147',
    empty: '',
    nothing: null,
    taskToken: null,
    path: '/v1/accounting-periods/8ad0c33147cef6808de3318d87e94161/pending-close',
  }
  const parts = [{ label: 'asks', line: kept.path, headers: { 'zuora-track-id': 'US-0147' }, body: kept }]
  const entry = entryOf({ atMs: 1000, lane: 'zuora', title: `PUT ${kept.path}`, parts })
  expect(maskEntry(entry, known)).toEqual(entry)
})

test('how somebody signed in is seen, with what is not', () => {
  const parts = [{ label: 'asks', line: '', headers: { authorization: `Bearer ${accessToken}` }, body: null }]
  const [part] = maskEntry(entryOf({ atMs: 1000, lane: 'zuora', title: '', parts }), []).parts
  expect(part?.headers).toEqual({ authorization: 'Bearer •••' })
})
