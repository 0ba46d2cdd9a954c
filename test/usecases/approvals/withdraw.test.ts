import { expect, test } from 'vitest'
import { advance } from '../../../src/usecases/advance.ts'
import { withdraw } from '../../../src/usecases/clicks/withdraw.ts'
import { decide } from '../../../src/usecases/decide.ts'
import { createApprovalWorld } from './approval-world.ts'

test('an approval that is withdrawn no longer counts, and its person can give it again', async () => {
  const world = await createApprovalWorld()
  await world.approve('U0BOB')
  expect(await world.withdraw('U0BOB')).toMatchObject({ kind: 'withdrawn', request: { approvals: 0 } })
  await world.approve('U0CAROL')
  expect(await world.turns()).toMatchObject({ kind: 'await-decision' })
  expect(await world.approve('U0BOB')).toMatchObject({ kind: 'counted', request: { approvals: 2 } })
  expect(await world.turns()).toEqual({ kind: 'announce' })
  expect(world.now().outcome).toEqual({ kind: 'succeeded' })
})

test('the card is rendered again, so that everybody sees what is left', async () => {
  const world = await createApprovalWorld()
  await world.approve('U0BOB')
  await world.withdraw('U0BOB')
  expect(world.announcer.told.findLast(({ kind }) => kind === 'card-shown')?.request.approvals).toBe(0)
})

test('an approval delivered once more after it was withdrawn does not count, and says so', async () => {
  const world = await createApprovalWorld()
  await world.approve('U0BOB', 'first')
  await world.withdraw('U0BOB')
  expect(await world.approve('U0BOB', 'first')).toMatchObject({ kind: 'refused', because: 'withdrawn-since' })
  await world.approve('U0BOB')
  await world.withdraw('U0BOB')
  expect(await world.approve('U0BOB', 'first')).toMatchObject({ kind: 'refused', because: 'withdrawn-since' })
  expect(world.now().approvals).toBe(0)
  expect(await world.ports.requests.refusedClicks(world.key)).toEqual({})
})

test('a withdrawal delivered once more takes back nothing that was given after it', async () => {
  const world = await createApprovalWorld()
  await world.approve('U0BOB')
  await world.withdraw('U0BOB', { messageId: 'taken-back' })
  await world.approve('U0BOB')
  expect(await world.withdraw('U0BOB', { messageId: 'taken-back' })).toMatchObject({ kind: 'withdrawn' })
  expect(world.now().approvals).toBe(1)
  expect(world.now().log.filter(({ kind }) => kind === 'withdrawn')).toHaveLength(1)
})

test('the answer to our own write was lost: the delivery that follows finds it, and tells it', async () => {
  const world = await createApprovalWorld()
  await world.approve('U0BOB')
  const { requests } = world.ports
  const died: typeof requests.withdraw = async (...given) => {
    await requests.withdraw(...given)
    throw new Error('killed')
  }
  const asked = { key: world.key, round: 1, personId: 'U0BOB', messageId: 'taken-back', slackTs: null }
  const dying = { ...world.ports, requests: { ...requests, withdraw: died } }
  await expect(withdraw(asked, dying)).rejects.toThrow('killed')
  expect(await withdraw(asked, world.ports)).toMatchObject({ kind: 'withdrawn', request: { approvals: 0 } })
  expect(world.now().log.filter(({ kind }) => kind === 'withdrawn')).toHaveLength(1)
})

test('another approval that is written in between is kept', async () => {
  const world = await createApprovalWorld()
  await world.approve('U0BOB')
  const { requests } = world.ports
  let isFirst = true
  const raced: typeof requests.withdraw = async (...given) => {
    if (isFirst) await world.approve('U0CAROL')
    isFirst = false
    return requests.withdraw(...given)
  }
  const asked = { key: world.key, round: 1, personId: 'U0BOB', messageId: 'taken-back', slackTs: null }
  const ports = { ...world.ports, requests: { ...requests, withdraw: raced } }
  expect(await withdraw(asked, ports)).toMatchObject({ kind: 'withdrawn', request: { approvals: 1 } })
})

test('an approval whose seat is freed and taken in between is asked anew, and told the truth', async () => {
  const world = await createApprovalWorld()
  await world.approve('U0BOB')
  const { requests } = world.ports
  let isFirst = true
  const raced: typeof requests.addDecision = async (...given) => {
    if (isFirst) {
      isFirst = false
      await world.approve('U0BOB')
      await world.withdraw('U0BOB')
    }
    return requests.addDecision(...given)
  }
  await world.withdraw('U0BOB')
  const click = { key: world.key, round: 1, personId: 'U0BOB', messageId: 'late', slackTs: null, reason: null }
  const ports = { ...world.ports, requests: { ...requests, addDecision: raced } }
  expect(await decide({ ...click, kind: 'approved' }, ports)).toMatchObject({ kind: 'counted' })
  expect(world.now().approvals).toBe(1)
})

test.each(['U0CAROL', 'U0ALICE', 'U0GUEST'])('%s, who has approved nothing, withdraws nothing', async (person) => {
  const world = await createApprovalWorld()
  await world.approve('U0BOB')
  expect(await world.withdraw(person)).toMatchObject({ kind: 'refused', because: 'not-approved-by-you' })
  expect(world.now().approvals).toBe(1)
  expect(await world.ports.requests.refusedClicks(world.key)).toEqual({ [`${person}#not-approved-by-you`]: 1 })
})

test('who approved with another account of the same e-mail withdraws it with either', async () => {
  const world = await createApprovalWorld()
  await world.approve('U0BOB')
  world.become('U0DAVE', { email: 'u0bob@example.com' })
  expect(await world.withdraw('U0DAVE')).toMatchObject({ kind: 'withdrawn', request: { approvals: 0 } })
})

test('once Zuora is being asked it is too late', async () => {
  const world = await createApprovalWorld()
  await world.approve('U0BOB')
  await world.approve('U0CAROL')
  world.zuora.fates.push('busy')
  expect(await advance(world.key, world.ports)).toEqual({ kind: 'asked' })
  expect(await world.withdraw('U0BOB')).toMatchObject({ kind: 'refused', because: 'already-asking' })
  expect(world.now().approvals).toBe(2)
})

test('a withdrawal while the turn that would ask looks at everything keeps it from asking', async () => {
  const world = await createApprovalWorld()
  await world.approve('U0BOB')
  await world.approve('U0CAROL')
  const { people } = world.ports
  const fresh = () => {
    const inner = people.fresh()
    const person: typeof inner.person = async (id) => {
      if (world.now().approvals === 2) await world.withdraw('U0CAROL')
      return inner.person(id)
    }
    return { ...inner, person }
  }
  await advance(world.key, { ...world.ports, people: { ...people, fresh } })
  expect(world.now()).toMatchObject({ status: 'awaiting', approvals: 1 })
  expect(world.zuora.asks.filter(({ what }) => what === 'close')).toEqual([])
})

test('who withdraws again and again is one day no longer counted, and can still reject: nobody fills the record', async () => {
  const world = await createApprovalWorld()
  for (let times = 0; times < 5; times += 1) {
    expect(await world.approve('U0BOB')).toMatchObject({ kind: 'counted' })
    await world.withdraw('U0BOB')
  }
  expect(await world.approve('U0BOB')).toMatchObject({ kind: 'refused', because: 'withdrawn-too-often' })
  const rejection = { key: world.key, round: 1, personId: 'U0BOB', messageId: 'no', slackTs: null } as const
  expect(await decide({ ...rejection, kind: 'rejected', reason: 'I am not sure' }, world.ports)).toMatchObject({
    kind: 'counted',
  })
})
