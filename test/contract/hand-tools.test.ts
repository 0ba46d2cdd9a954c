import {
  type AttributeValue,
  CreateTableCommand,
  DescribeTableCommand,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { expect, onTestFinished, test, vi } from 'vitest'
import { readServerlessFile } from '../../local/serverless/serverless-file.ts'
import { askToEnd } from '../../scripts/end-request/ask-to-end.ts'
import { namedBy, readEndOptions } from '../../scripts/end-request/end-options.ts'
import { saidOfEnd } from '../../scripts/end-request/said-of-end.ts'
import { putBack } from '../../scripts/put-back/put-back-items.ts'
import { redrive, type Undelivered } from '../../scripts/redrive/redrive.ts'
import { readRedriveOptions } from '../../scripts/redrive/redrive-options.ts'
import { startLocalHttp } from '../support/local-http.ts'
import { names, openOwnTable } from '../support/own-table.ts'

const why = ['--why', 'ticket 4711']

test('a request is ended with a reason, by somebody, in one place', () => {
  const asked = { request: 'US-0147', why: 'ticket 4711', by: 'dana' }
  const onAws = { ...asked, place: { kind: 'aws', stage: 'prod' } }
  expect(readEndOptions(['--request', 'us-0147', ...why, '--stage', 'prod'], 'dana')).toEqual(onAws)
  const here = { ...asked, by: 'Eve', place: { kind: 'local', dataDir: '.data' } }
  expect(readEndOptions(['--request', 'US-0147', ...why, '--by', 'Eve', '--data', '.data'], 'dana')).toEqual(here)
})

test.each([
  [['--request', 'US-0147', '--stage', 'prod']],
  [['--request', 'US-0147', ...why]],
  [['--request', '147', ...why, '--stage', 'prod']],
  [['--request', 'US-0147', ...why, '--stage', 'prod', '--data', '.data']],
  [['--request', 'US-0147', ...why, '--stage', 'prod', '--by', ' ']],
  [['--request', 'US-0147', ...why, '--data', '.data']],
  [['--force']],
])('%j is no way to end one', (args) => {
  expect(readEndOptions(args, 'dana')).toBeUndefined()
})

test('the name that somebody gives stands beside whom AWS takes them for', () => {
  const arn = 'arn:aws:sts::123456789012:assumed-role/Operators/dana'
  expect([namedBy('Dana', arn), namedBy('Dana', null)]).toEqual([`Dana (${arn})`, 'Dana'])
})

test('what the function answers is said in words; what it fails with is an error', async () => {
  const answers: object[] = [
    { kind: 'done', step: 'outcome' },
    { kind: 'wait', seconds: 130 },
  ]
  const { url, seen } = await startLocalHttp(() => ({
    body: answers.shift() ?? { errorType: 'SettingMissing', errorMessage: 'no table' },
    headers: answers.length === 0 && seen.length > 2 ? { 'x-amz-function-error': 'Unhandled' } : {},
  }))
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const lambda = new LambdaClient({ endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1 })
  const ask = () => askToEnd({ request: 'US-0147', by: 'dana', why: 'x' }, { lambda, functionName: 'end-request' })
  expect(saidOfEnd('US-0147', await ask())).toMatchObject({ isDone: true, words: /^US-0147: It has ended/ })
  expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ request: 'US-0147', by: 'dana', why: 'x' })
  expect(saidOfEnd('US-0147', await ask())).toMatchObject({ isDone: false, words: /3 more minutes/ })
  await expect(ask()).rejects.toThrow('SettingMissing: no table')
})

test('whoever ends a request is told what it may have done in Zuora', () => {
  const done = { kind: 'done', step: 'outcome' } as const
  expect(saidOfEnd('US-0147', { ...done, asked: [] }).words).not.toContain('Zuora')
  expect(saidOfEnd('US-0147', { ...done, asked: ['pending-close', 'close'] }).words).toMatch(
    /may have taken effect: pending-close, close\. Look at the period in Zuora now\./,
  )
})

const click = { kind: 'click', personId: 'U0BOB', target: { key: { entity: 'us', number: 147 }, round: 1 } }
const letters = [
  { id: 'm-1', payload: { kind: 'command', text: 'close Oct 2026', personId: 'U0ALICE' } },
  { id: 'm-2', payload: { ...click, action: 'cancel' } },
  { id: 'm-3', payload: { ...click, action: 'approve' } },
]

function createQueue() {
  const left = new Map(letters.map(({ id, payload }, index) => [id, { payload, sentAt: new Date(index) }]))
  const [hidden, sent]: [Set<string>, string[]] = [new Set(), []]
  const queue: Undelivered = {
    receive: async () => {
      const some = [...left].filter(([id]) => !hidden.has(id)).slice(0, 2)
      for (const [id] of some) hidden.add(id)
      return some.map(([id, { payload, sentAt }]) => ({
        id,
        receipt: id,
        sentAt,
        body: JSON.stringify({ requestPayload: payload, responsePayload: { errorType: 'TypeError' } }),
      }))
    },
    send: async (payload) => void sent.push(payload),
    remove: async (id) => void left.delete(id),
    putBack: async (id) => void hidden.delete(id),
  }
  return { queue, sent, hidden, ids: () => [...left.keys()] }
}

test('what was given up is listed, with whether it may be sent again, and is there for others afterwards', async () => {
  const { queue, hidden, ids } = createQueue()
  const lines: string[] = []
  expect(await redrive({ wanted: { kind: 'list' } }, queue, (line) => lines.push(line))).toBe(true)
  expect(lines).toEqual([
    'm-1  1970-01-01T00:00:00.000Z  U0ALICE: command close Oct 2026  (TypeError)  ask them',
    'm-2  1970-01-01T00:00:00.001Z  U0BOB: click cancel US-0147  (TypeError)  may be sent again',
    'm-3  1970-01-01T00:00:00.002Z  U0BOB: click approve US-0147  (TypeError)  ask them',
  ])
  expect([ids(), [...hidden]]).toEqual([['m-1', 'm-2', 'm-3'], []])
})

test.each([
  ['send', 'm-2', true, 1, ['m-1', 'm-3']],
  ['send', 'm-1', false, 0, ['m-1', 'm-2', 'm-3']],
  ['send', 'm-3', false, 0, ['m-1', 'm-2', 'm-3']],
  ['discard', 'm-1', true, 0, ['m-2', 'm-3']],
  ['discard', 'm-9', false, 0, ['m-1', 'm-2', 'm-3']],
] as const)(
  '%s %s: nothing that begins or agrees to something is sent for anybody',
  async (kind, id, isDone, times, left) => {
    const { queue, sent, ids } = createQueue()
    expect(await redrive({ wanted: { kind, id } }, queue, () => undefined)).toBe(isDone)
    expect([sent.length, ids()]).toEqual([times, left])
  },
)

test('the options of redrive', () => {
  expect(readRedriveOptions(['--stage', 'prod'])).toMatchObject({ stage: 'prod', wanted: { kind: 'list' } })
  expect(readRedriveOptions(['--stage', 'prod', '--send', 'm-1'])?.wanted).toEqual({ kind: 'send', id: 'm-1' })
  for (const args of [[], ['--send', 'm-1'], ['--stage', 'prod', '--send', 'a', '--discard', 'b'], ['--all']])
    expect(readRedriveOptions(args)).toBeUndefined()
})

test('a table becomes what its restored copy is; said first, then done, and done twice it changes nothing', async () => {
  const { dynamodb, close } = await openOwnTable()
  onTestFinished(close)
  const { table } = readServerlessFile('serverless.yml')
  await dynamodb.send(new CreateTableCommand({ ...table, TableName: 'restored' }))
  await vi.waitFor(async () => {
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: 'restored' }))
    expect(Table?.TableStatus).toBe('ACTIVE')
  }, 10_000)
  const put = (TableName: string, sk: string, value: string) =>
    dynamodb.send(
      new PutItemCommand({ TableName, Item: { pk: { S: 'ENTITY#us' }, sk: { S: sk }, value: { S: value } } }),
    )
  for (const [sk, value] of [
    ['1', 'right'],
    ['2', 'right'],
    ['3', 'right'],
  ] as const)
    await put('restored', sk, value)
  for (const [sk, value] of [
    ['1', 'right'],
    ['2', 'wrong'],
    ['4', 'later'],
  ] as const)
    await put(names.table, sk, value)
  const back = (write: boolean) => putBack({ from: 'restored', to: names.table, write }, dynamodb)
  const all = async (TableName: string) => {
    const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName }))
    return Items.map((item: Record<string, AttributeValue>) => [item.sk?.S, item.value?.S]).toSorted()
  }
  expect(await back(false)).toEqual({ same: 1, put: 2, removed: 1 })
  expect(await all(names.table)).toContainEqual(['2', 'wrong'])
  expect(await back(true)).toEqual({ same: 1, put: 2, removed: 1 })
  expect(await all(names.table)).toEqual(await all('restored'))
  expect(await back(true)).toEqual({ same: 3, put: 0, removed: 0 })
})
