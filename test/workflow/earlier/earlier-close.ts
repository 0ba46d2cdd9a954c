import { readFileSync } from 'node:fs'
import { type AttributeValue, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
import type { Policy } from '../../../src/domain/policy/policy.ts'
import { createLocks } from '../../../src/store/calendar/locks.ts'
import { createSeenPeriods } from '../../../src/store/calendar/seen-periods.ts'
import { createRegister } from '../../../src/store/register/register.ts'
import { createRefusedClicks } from '../../../src/store/requests/refused-clicks.ts'
import { createRequests } from '../../../src/store/requests/requests.ts'
import { advance } from '../../../src/usecases/advance.ts'
import { announce } from '../../../src/usecases/announce.ts'
import { decide } from '../../../src/usecases/decide.ts'
import type { Resume } from '../../../src/usecases/ports/workflow.ts'
import { requestApproval } from '../../../src/usecases/request-approval.ts'
import { advanceEvent, announceEvent, requestApprovalEvent } from '../../../src/workflow/events.ts'
import { recording } from '../../contract/requests-contract.ts'
import { createFakeAnnouncer } from '../../support/fake-announcer.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { createFakeFilings } from '../../support/fake-filings.ts'
import { createFakeKeptCalendars } from '../../support/fake-kept-calendars.ts'
import { createFakeKeptPolicies } from '../../support/fake-kept-policies.ts'
import { createFakePeople } from '../../support/fake-people.ts'
import { createFakeZuora } from '../../support/fake-zuora.ts'
import { names } from '../../support/own-table.ts'
import { sampleEntity } from '../../support/sample-entity.ts'
import { alice, bob, carol, samplePeriod } from '../../support/sample-request.ts'

type Item = Record<string, AttributeValue>

/**
 * What the first version of this program had in the table while a close waited for its second approval, the input of its
 * execution, and what its `slack` function handed on; written by that version, and never brought up to date.
 */
export const kept: { items: Item[]; input: { request: { entity: string; number: number } }; handedOn: unknown[] } =
  JSON.parse(readFileSync(new URL('close-under-way.json', import.meta.url), 'utf8'))

const textOf = (value: AttributeValue | undefined): string => String(value?.S ?? value?.N ?? '')
const written: Item = kept.items.find(({ log }) => log !== undefined) ?? {}
const periodId = textOf(written.period?.M?.id)
const integrationUser = textOf(written.integrationUser)

/** That close on the code of today: the real use cases on the real store. Zuora, people and messages are played. */
export async function openEarlierClose(
  dynamodb: DynamoDBClient,
  { taskToken, resume }: Resume & { taskToken: string },
) {
  for (const item of kept.items) {
    const Item = item === written ? { ...item, taskToken: { S: taskToken } } : item
    await dynamodb.send(new PutItemCommand({ TableName: names.table, Item }))
  }
  // Zuora got there in the time of the version before: pending close at :52, a trial balance from :54 to :55.
  const clock = createFakeClock('2026-11-21T17:57:52.000Z')
  const zuora = createFakeZuora(clock, samplePeriod({ id: periodId, status: 'Open' }))
  zuora.runs.push({ queuedSeconds: 2, runsSeconds: 1, result: 'Completed' })
  await zuora.periods.ask('pending-close', { periodId, fields: null, idempotencyKey: null }, 'US-0001')
  zuora.state.updatedBy = integrationUser
  clock.moveTo(new Date('2026-11-21T23:30:00.000Z'))
  const requests = {
    ...createRequests(dynamodb, names, recording),
    ...createRegister(dynamodb, names, recording),
    ...createRefusedClicks(dynamodb, names),
  }
  const policy: Policy = {
    requesters: ['U0ALICE'],
    approvers: ['U0BOB', 'U0CAROL'],
    expireAfter: { kind: 'seconds', seconds: 172_800 },
    actions: { close: { approvals: 2 } },
  }
  const { periods, blockers, dated, filed } = zuora
  const entity = sampleEntity({ periods, blockers, documents: dated.documents, reports: filed.reports })
  const announcer = createFakeAnnouncer()
  const ports = {
    requests,
    locks: createLocks(dynamodb, names),
    seenPeriods: createSeenPeriods(dynamodb, names),
    keptCalendars: createFakeKeptCalendars(),
    announcer,
    people: createFakePeople([alice, bob, carol]),
    filings: createFakeFilings(),
    policies: createFakeKeptPolicies(),
    delegations: { inForce: async () => [] },
    workflow: { start: async () => {}, resume },
    rules: {
      policyFor: () => ({ policy, hash: textOf(written.policyHash), text: '{}' }),
      labelOf: () => 'Example US',
      patience: { trialBalance: 86_400, trialBalanceStart: 900 },
      entities: [entity],
    },
    now: clock.now,
    log: () => {},
  }
  const { request: key } = kept.input
  let clicks = 0
  return {
    clock,
    zuora,
    announcer,
    now: async () => {
      const request = await requests.read(key)
      if (!request) throw new Error('there is no request')
      return request
    },
    /** As the handlers do: the event is read, and one function of the program answers. */
    async invoke(functionName: string, payload: unknown): Promise<unknown> {
      if (functionName === 'advance') return advance(advanceEvent.parse(payload).request, ports)
      if (functionName === 'request-approval') {
        const event = requestApprovalEvent.parse(payload)
        return requestApproval(event.request, event.taskToken, ports)
      }
      const { request, broke } = announceEvent.parse(payload)
      return announce(request, broke, ports)
    },
    approve: (personId: string, round: number) =>
      decide(
        { key, kind: 'approved', round, personId, reason: null, messageId: `click-${++clicks}`, slackTs: null },
        ports,
      ),
  }
}
