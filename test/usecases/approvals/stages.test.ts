import { expect, test } from 'vitest'
import { decide } from '../../../src/usecases/decide.ts'
import { requestApproval } from '../../../src/usecases/request-approval.ts'
import { createApprovalWorld } from './approval-world.ts'

const staged = {
  actions: {
    close: {
      approvals: 2,
      stages: [
        { approvers: ['U0BOB', 'S0CONTROLLERS'], approvals: 1 },
        { approvers: ['U0CAROL', 'U0BOB'], approvals: 1 },
      ],
    },
  },
}

const notices = ({ announcer }: Awaited<ReturnType<typeof createApprovalWorld>>) =>
  announcer.told.flatMap((told) => (told.kind === 'notice' ? [[...told.people]] : []))

test('the first stage is asked alone; when it has agreed, a new card asks the second, and the first is retired', async () => {
  const world = await createApprovalWorld(staged)
  expect(world.now().card).toMatchObject({ round: 1, stage: 1 })
  expect(notices(world)).toEqual([['U0BOB', 'U0DAVE', 'U0CAROL']])
  const first = world.now().card
  await world.approve('U0BOB')
  expect(world.resumed).toEqual(['token-1'])
  expect(await world.turns()).toMatchObject({ kind: 'await-decision' })
  expect(world.cards()).toHaveLength(2)
  expect(world.now().card).toMatchObject({ round: 1, stage: 2 })
  expect(world.announcer.told.find(({ kind }) => kind === 'card-retired')).toMatchObject({ card: first })
  expect(notices(world)).toEqual([['U0BOB', 'U0DAVE', 'U0CAROL'], ['U0CAROL']])
  await world.approve('U0CAROL')
  await world.turns()
  expect(world.now().outcome).toEqual({ kind: 'succeeded' })
})

test('who is named for a later stage alone waits for it, and who agreed in an earlier one does not count twice', async () => {
  const world = await createApprovalWorld({
    actions: {
      close: {
        approvals: 2,
        stages: [
          { approvers: ['U0BOB'], approvals: 1 },
          { approvers: ['U0CAROL', 'U0BOB'], approvals: 1 },
        ],
      },
    },
  })
  expect(await world.approve('U0CAROL')).toMatchObject({ kind: 'refused', because: 'not-your-stage' })
  await world.approve('U0BOB')
  expect(await world.approve('U0BOB')).toMatchObject({ kind: 'refused', because: 'already-decided' })
  expect(await world.approve('U0CAROL')).toMatchObject({ kind: 'counted' })
})

test('a click on the earlier card counts while the stage of its person is asked: no card is posted for it any more', async () => {
  const world = await createApprovalWorld(staged)
  await world.approve('U0DAVE')
  expect(await world.approve('U0CAROL')).toMatchObject({ kind: 'counted' })
  await world.turns()
  expect(world.cards()).toHaveLength(1)
  expect(world.now().outcome).toEqual({ kind: 'succeeded' })
})

test('withdrawn in the first stage, what the second agreed to falls with it, and the first is asked again', async () => {
  const world = await createApprovalWorld({ ...staged, holdBeforeCloseSeconds: 600 })
  await world.approve('U0BOB')
  await world.turns()
  await world.approve('U0CAROL')
  await world.turns()
  expect(await world.withdraw('U0BOB')).toMatchObject({ kind: 'withdrawn', request: { approvals: 0 } })
  expect(world.resumed.at(-1)).toMatch(/^token-/)
  await world.turns()
  expect(world.now().card).toMatchObject({ round: 1, stage: 1 })
  expect(world.cards()).toHaveLength(3)
  expect(notices(world).at(-1)).toEqual(['U0BOB', 'U0DAVE', 'U0CAROL'])
  expect(await world.approve('U0DAVE')).toMatchObject({ kind: 'counted' })
  expect(await world.approve('U0CAROL')).toMatchObject({ kind: 'counted', request: { approvals: 2 } })
})

test('a stage that becomes full while its card is being posted wakes the workflow all the same', async () => {
  const world = await createApprovalWorld(staged)
  await world.approve('U0BOB')
  await world.approve('U0CAROL')
  world.zuora.dated.change('invoices')
  world.policy.onChangedData = 'void'
  const { postCard } = world.announcer
  Object.assign(world.announcer, {
    postCard: async (...given: Parameters<typeof postCard>) => {
      const posted = await postCard(...given)
      if (world.now().round === 2) await world.approve('U0DAVE')
      return posted
    },
  })
  await world.turns()
  expect(world.now()).toMatchObject({ round: 2, approvals: 1, card: { stage: 1 } })
  expect(world.resumed.at(-1)).toBe(world.now().taskToken)
})

test('asked for twice, a card of one stage is posted once', async () => {
  const world = await createApprovalWorld(staged)
  await requestApproval(world.key, 'token-again', world.ports)
  expect(world.cards()).toHaveLength(1)
  await world.approve('U0BOB')
  await requestApproval(world.key, 'token-once-more', world.ports)
  await requestApproval(world.key, 'token-last', world.ports)
  expect(world.cards()).toHaveLength(2)
})

test('a click of somebody named for both stages, while the first becomes full, counts for the second', async () => {
  const world = await createApprovalWorld(staged)
  const { requests } = world.ports
  let isFirst = true
  const raced: typeof requests.addDecision = async (...given) => {
    if (isFirst) {
      isFirst = false
      await world.approve('U0DAVE')
    }
    return requests.addDecision(...given)
  }
  const click = { key: world.key, round: 1, personId: 'U0BOB', messageId: 'both', slackTs: null, reason: null }
  const ports = { ...world.ports, requests: { ...requests, addDecision: raced } }
  const answer = await decide({ ...click, kind: 'approved' }, ports)
  expect(answer).toMatchObject({ kind: 'counted', decision: { authority: { stage: 2 } }, request: { approvals: 2 } })
})

test('whoever a later stage cannot do without is not let into an earlier one: that would be a dead end', async () => {
  const world = await createApprovalWorld({
    actions: {
      close: {
        approvals: 2,
        stages: [
          { approvers: ['U0BOB', 'U0CAROL'], approvals: 1 },
          { approvers: ['U0CAROL'], approvals: 1 },
        ],
      },
    },
  })
  expect(await world.approve('U0CAROL')).toMatchObject({ kind: 'refused', because: 'not-your-stage' })
  expect(await world.approve('U0BOB')).toMatchObject({ kind: 'counted' })
  expect(await world.approve('U0CAROL')).toMatchObject({ kind: 'counted' })
  await world.turns()
  expect(world.now().outcome).toEqual({ kind: 'succeeded' })
})

test('where Slack asks to wait right after a new card is noted, the next attempt retires the old one and tells people', async () => {
  const world = await createApprovalWorld(staged)
  const { retireCard } = world.announcer
  const first = world.now().card
  await world.approve('U0BOB')
  Object.assign(world.announcer, {
    retireCard: async () => {
      throw Object.assign(new Error('ratelimited'), { name: 'SlackBusy' })
    },
  })
  await expect(world.turns()).rejects.toThrow('ratelimited')
  expect(notices(world)).toEqual([['U0BOB', 'U0DAVE', 'U0CAROL']])
  Object.assign(world.announcer, { retireCard })
  await requestApproval(world.key, 'token-of-next-attempt', world.ports)
  await requestApproval(world.key, 'token-once-more', world.ports)
  expect(world.cards()).toHaveLength(2)
  expect(world.announcer.told.filter(({ kind }) => kind === 'card-retired')).toMatchObject([{ card: first }])
  expect(notices(world)).toEqual([['U0BOB', 'U0DAVE', 'U0CAROL'], ['U0CAROL']])
})
