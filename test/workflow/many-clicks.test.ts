import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readServerlessFile } from '../../local/serverless/serverless-file.ts'
import { startDynamoDb } from '../../local/table/dynamodb.ts'
import { identityOf } from '../../src/domain/approvals/decision.ts'
import type { ActionRule } from '../../src/domain/policy/policy.ts'
import type { Request } from '../../src/domain/request.ts'
import { advance } from '../../src/usecases/advance.ts'
import { type Click, everyone, isOutsider, named, openStorm, requester } from './click-storm.ts'

let dir: string
let server: Awaited<ReturnType<typeof startDynamoDb>>
let dynamodb: DynamoDBClient

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'many-clicks-'))
  const { table } = readServerlessFile('serverless.yml')
  server = await startDynamoDb({ port: 0, dir: join(dir, 'dynamodb'), tableName: 'closing-bell', table })
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  dynamodb = new DynamoDBClient({
    endpoint: server.url,
    region: 'us-east-1',
    credentials,
    requestHandler: { httpAgent: { maxSockets: 250 } },
  })
})
afterAll(async () => {
  dynamodb.destroy()
  await server.close()
  rmSync(dir, { recursive: true })
})

const personOf = (id: string) => everyone.find((person) => person.id === id) ?? requester

/** Whether what a person was told is so, by the record as it is in the end. */
function isTrue({ answer, personId, messageId, round }: Click, { decisions, approvals, approvalsNeeded }: Request) {
  const ofRound = Object.entries(decisions).filter(([key]) => key.startsWith(`${round}#`))
  const own = ofRound.some(([, decision]) => decision.messageId === messageId)
  if (answer.kind === 'counted') return own && answer.decision.messageId === messageId
  const person = personOf(personId)
  const isSeated = ofRound.some(([, { by }]) => identityOf(by) === identityOf(person))
  switch (answer.because) {
    case 'own-request':
      return identityOf(person) === identityOf(requester) && !isSeated
    case 'not-an-approver':
      return isOutsider(personId)
    case 'not-a-full-member':
      return !person.isFullMember && !isSeated
    case 'already-decided':
      return isSeated && !own
    case 'already-enough':
    case 'already-asking':
      return approvals === approvalsNeeded && !own
    case 'not-your-stage':
      return !own
    default:
      return false
  }
}

function expectTruth(clicks: readonly Click[], final: Request): void {
  const untrue = clicks.filter((click) => !isTrue(click, final))
  expect(
    untrue.map(({ personId, answer }) => [personId, answer.kind === 'refused' ? answer.because : 'counted']),
  ).toEqual([])
  const approved = final.log.filter(({ kind }) => kind === 'approved')
  expect(approved).toHaveLength(final.approvalsNeeded)
  expect(new Set(approved.map(({ by }) => by && identityOf(by))).size).toBe(final.approvalsNeeded)
  expect(final.approvals).toBe(final.approvalsNeeded)
}

async function expectEveryRefusalCounted(clicks: readonly Click[], storm: Awaited<ReturnType<typeof openStorm>>) {
  const counted = await storm.requests.refusedClicks(storm.key)
  const refused = clicks.filter(({ answer }) => answer.kind === 'refused').length
  expect(Object.values(counted).reduce((sum, count) => sum + count, 0)).toBe(refused)
}

/** Dynalite works through a thousand calls in these; each takes seconds on a busy machine. */
const timeout = 60_000

const oneStage: ActionRule = { approvals: 2 }
const manyNeeded: ActionRule = { approvals: 12 }
const twoStages: ActionRule = {
  approvals: 3,
  stages: [
    { approvers: ['S0CONTROLLERS'], approvals: 2 },
    { approvers: named, approvals: 1 },
  ],
}

test.each([
  ['a hundred presses, each delivered twice, two approvals needed', oneStage, { times: 2, copies: 2 }],
  ['fifty presses, twelve approvals needed', manyNeeded, { times: 1, copies: 1 }],
])('clicks of fifty people at once are counted exactly: %s', { timeout }, async (_what, rule, clicking) => {
  const storm = await openStorm(dynamodb, rule)
  await storm.runUntilAwaited()
  storm.calls.length = 0
  storm.announcer.told.length = 0
  const clicks = await storm.press(clicking)
  expect(clicks).toHaveLength(50 * clicking.times * clicking.copies)
  expectTruth(clicks, await storm.now())
  await expectEveryRefusalCounted(clicks, storm)
  // Slack: the group once, and each person at most once.
  expect(new Set(storm.calls).size).toBe(storm.calls.length)
  expect(storm.calls.length).toBeLessThanOrEqual(51)
  const rendered = storm.announcer.told.filter(({ kind }) => kind === 'card-shown')
  expect(rendered.at(-1)?.request.approvals).toBe(rule.approvals)
  // By clicks that counted alone; one whose render may be late renders again for each that came meanwhile.
  expect(rendered.length).toBeLessThanOrEqual(rule.approvals ** 2 * clicking.copies)

  // Two executions of the same, at the same time: what is to be asked is asked once.
  await Promise.all([advance(storm.key, storm.ports), advance(storm.key, storm.ports), storm.runToTheEnd()])
  await storm.runToTheEnd()
  expect(storm.zuora.asks.filter(({ what }) => what === 'close')).toHaveLength(1)
  const final = await storm.now()
  expect(final.outcome).toEqual({ kind: 'succeeded' })
  expectTruth(clicks, final)
})

test('in two stages nobody of the second counts in the first, and the second is asked once the first is full', {
  timeout,
}, async () => {
  const storm = await openStorm(dynamodb, twoStages)
  await storm.runUntilAwaited()
  const clicks = await storm.press({ times: 1, copies: 1 })
  const between = await storm.now()
  const stagesOf = ({ log }: Request) =>
    log.flatMap(({ kind, details }) => (kind === 'approved' ? [JSON.stringify(details.authority)] : []))
  const [first, second, ...others] = stagesOf(between)
  expect([first, second].every((authority) => authority?.includes('"stage":1'))).toBe(true)
  expect(others.every((authority) => authority.includes('"stage":2'))).toBe(true)
  await storm.runUntilAwaited()
  const later = (await storm.now()).status === 'awaiting' ? await storm.press({ times: 1, copies: 1 }) : []
  const decided = await storm.now()
  expectTruth([...clicks, ...later], decided)
  await expectEveryRefusalCounted([...clicks, ...later], storm)
  await storm.runToTheEnd()
  expect(storm.zuora.asks.filter(({ what }) => what === 'close')).toHaveLength(1)
  expect((await storm.now()).outcome).toEqual({ kind: 'succeeded' })
})
