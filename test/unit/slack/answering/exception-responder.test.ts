import { expect, test } from 'vitest'
import type { Filed } from '../../../../src/domain/evidence/filed.ts'
import type { Policy } from '../../../../src/domain/policy/policy.ts'
import { respondAboutException, respondWithYear } from '../../../../src/slack/answering/exception-responder.ts'
import { createFakePeople } from '../../../support/fake-people.ts'
import { alice, bob, carol, samplePerson } from '../../../support/sample-request.ts'
import { createReconcileWorld, periodOf, person } from '../../../usecases/reconcile/reconcile-world.ts'
import { checkMessage } from '../messages/check-message.ts'

const policy: Policy = {
  requesters: ['U0ALICE'],
  approvers: ['U0BOB', 'U0CAROL'],
  expireAfter: { kind: 'seconds', seconds: 3600 },
  actions: { close: { approvals: 2 } },
}

async function withException() {
  const world = createReconcileWorld([periodOf('Aug', { status: 'Closed' }), periodOf('Sep'), periodOf('Oct')])
  await world.look()
  world.set('Sep', { status: 'Closed', name: 'Sep *2026*', updatedBy: person })
  await world.look()
  const ports = {
    ...world.ports,
    people: createFakePeople([alice, bob, carol, samplePerson('U0ERIN')]),
    rules: {
      ...world.ports.rules,
      policyFor: () => ({ policy, hash: 'h', text: '{}' }),
      labelOf: () => 'Example US',
      patience: { trialBalance: 86_400, trialBalanceStart: 900 },
    },
    answered: { claimOnce: async () => true },
    replies: { label: () => 'Example US' },
  }
  const number = world.exceptions()[0]?.number ?? 0
  const asked = (personId: string, round: number) => ({
    target: { key: { entity: 'us', number }, round },
    personId,
    channel: 'C0CLOSE',
    messageId: `${personId}-${round}`,
  })
  const explanation = { who: 'Erin', why: 'by mistake', ticket: '' }
  const text = async (answer: Promise<{ text: string }>) => (await answer).text
  return {
    world,
    ports,
    year: (fiscalYear: number | null, personId = 'U0ALICE') =>
      respondWithYear({ personId, channel: 'C0CLOSE', entity: null, fiscalYear }, ports),
    explain: (personId: string, round = 0) =>
      text(respondAboutException({ kind: 'explanation', ...asked(personId, round), explanation }, ports)),
    acknowledgeAt: (personId: string, shownAt: string) => {
      const click = { kind: 'acknowledgement', responseUrl: null, shownAt, ...asked(personId, 1) } as const
      return text(respondAboutException(click, ports))
    },
    acknowledge: (personId: string, round = 1) =>
      text(respondAboutException({ kind: 'acknowledgement', responseUrl: null, ...asked(personId, round) }, ports)),
  }
}

test('a year: counts first, what is open with its buttons, every period, when it was looked at and what cannot be seen', async () => {
  const { year } = await withException()
  const message = await year(2026)
  checkMessage(message)
  const words = JSON.stringify(message.blocks)
  expect(message.text).toContain(
    'FY2026, Example US: 3 periods: 1 with an open exception and 2 as the first look found them.',
  )
  expect(message.text).toContain('2 exceptions not acknowledged.')
  expect(words).toContain('• Aug 2026, Closed: closed before installation, not witnessed')
  expect(words).toContain('closed in Zuora, and no request of this bot explains it')
  expect(words).toContain('it is looked at every 15 minutes')
  expect(words).toContain('shows only as changed')
  expect(words.match(/"explain-exception:\d"/g)).toHaveLength(2)
})

test('what this very look found is told, though no index shows it yet', async () => {
  const { world, ports } = await withException()
  world.set('Oct', { status: 'Closed', updatedBy: person })
  const before = new Set(world.exceptions().map(({ number }) => number))
  const lagging =
    <Args extends readonly unknown[]>(read: (...args: Args) => Promise<readonly Filed[]>) =>
    async (...args: Args) =>
      (await read(...args)).filter(({ number, about }) => about.kind !== 'exception' || before.has(number))
  const { openFilings, filingsOfPeriod } = ports.filings
  const filings = {
    ...ports.filings,
    openFilings: lagging(openFilings),
    filingsOfPeriod: lagging(filingsOfPeriod),
  }
  const asked = { personId: 'U0ALICE', channel: 'C0CLOSE', entity: null, fiscalYear: 2026 }
  const { text } = await respondWithYear(asked, { ...ports, filings })
  expect(text).toContain('3 periods: 2 with an open exception and 1 as the first look found it.')
  expect(text).toContain('3 exceptions not acknowledged.')
})

test('within seconds of a change that was seen, the next is not judged, and the line says so', async () => {
  const { world, year } = await withException()
  world.set('Aug', { status: 'Open', updatedBy: person })
  await year(2026)
  world.set('Aug', { status: 'Closed', updatedBy: person })
  const words = JSON.stringify((await year(2026)).blocks)
  expect(words).toContain('changed in Zuora seconds ago: not judged yet, ask again')
  world.clock.pass(60)
  expect(JSON.stringify((await year(2026)).blocks)).not.toContain('not judged yet')
})

test('without a year it is the current one; a year that Zuora does not have leads to those it has', async () => {
  const { year } = await withException()
  expect((await year(null)).text).toContain('FY2026')
  expect((await year(2031)).text).toBe('Zuora has no period of FY2031. Try `/period reconcile FY2026`.')
})

test('it is not for those whom the policy does not name', async () => {
  const { year } = await withException()
  expect((await year(2026, 'U0ERIN')).text).toContain('it does not name you')
})

test('each refusal says what to do instead', async () => {
  const { explain, acknowledge } = await withException()
  expect(await acknowledge('U0BOB', 0)).toContain('nobody has explained the exception of Sep ')
  expect(await explain('U0ERIN')).toContain('only those who may ask or approve here can explain the exception of Sep ')
  expect(await explain('U0BOB')).toMatch(
    /^Your explanation of what was done to Sep .*2026.* \(Example US, US-0002\) is recorded\. Next: an approver/,
  )
  expect(await acknowledge('U0BOB')).toContain('you explained the exception of Sep ')
  expect(await acknowledge('U0ALICE')).toMatch(
    /only an approver can acknowledge the exception of Sep .*: <@U0BOB> or <@U0CAROL>/,
  )
  expect(await acknowledge('U0CAROL', 0)).toContain('(Example US, US-0002) was explained again since')
  expect(await acknowledge('U0CAROL')).toContain('is recorded')
  expect(await explain('U0ALICE', 1)).toContain('<@U0CAROL> has acknowledged the exception of Sep ')
})

test('a second post of it, whose place was not noted, is shown as it is by any click on it, and answered truthfully', async () => {
  const { world, explain, acknowledge, acknowledgeAt } = await withException()
  const own = world.exceptions()[0]?.about
  const ownTs = own?.kind === 'exception' ? (own.message?.ts ?? '') : ''
  await explain('U0BOB')
  await acknowledgeAt('U0CAROL', ownTs)
  expect(world.told.shownAt).toEqual([])
  expect(await acknowledgeAt('U0BOB', '1.9')).toContain('<@U0CAROL> has acknowledged the exception of Sep ')
  expect(world.told.shownAt).toEqual(['1.9'])
  expect(world.told.shown.at(-1)).toMatchObject({ status: 'closed' })
  expect(await acknowledge('U0ALICE')).toContain('did not count')
  expect(world.told.shownAt).toEqual(['1.9'])
})

test('once acknowledged, the year says so and offers no button', async () => {
  const { explain, acknowledge, year, world } = await withException()
  world.set('Sep', { name: 'Sep 2026', updatedBy: person })
  await explain('U0BOB')
  await acknowledge('U0CAROL')
  world.clock.pass(60)
  const words = JSON.stringify((await year(2026)).blocks)
  expect(words).toContain('closed outside this bot, acknowledged by <@U0CAROL>')
})
