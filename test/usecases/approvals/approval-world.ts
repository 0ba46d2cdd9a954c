import type { Policy } from '../../../src/domain/policy/policy.ts'
import { advance } from '../../../src/usecases/advance.ts'
import { stop } from '../../../src/usecases/clicks/stop.ts'
import { withdraw } from '../../../src/usecases/clicks/withdraw.ts'
import { type DecisionAnswer, decide } from '../../../src/usecases/decide.ts'
import { requestApproval } from '../../../src/usecases/request-approval.ts'
import type { WorkflowStep } from '../../../src/usecases/turns/workflow-step.ts'
import { createFakePeople } from '../../support/fake-people.ts'
import { alice, bob, carol, samplePerson } from '../../support/sample-request.ts'
import { createWorkflowWorld } from '../workflow-world.ts'

export const dave = samplePerson('U0DAVE')
const guest = samplePerson('U0GUEST', { isFullMember: false })
const key = { entity: 'us', number: 1 }

export type ApprovalWorld = Awaited<ReturnType<typeof createApprovalWorld>>

/** A close whose first card is posted, with the clicks of its approvers and the turns of its workflow. */
export async function createApprovalWorld(given: Partial<Policy> = {}) {
  const world = await createWorkflowWorld()
  Object.assign(world.policy, given)
  const crowd = [alice, bob, carol, dave, guest]
  const groups: Record<string, readonly string[]> = { S0CONTROLLERS: ['U0DAVE', 'U0CAROL'] }
  const resumed: string[] = []
  let tokens = 0
  let clicks = 0
  const resume = async (token: string) => void resumed.push(token)
  const ports = {
    ...world.ports,
    people: createFakePeople(crowd, groups),
    workflow: { start: async () => {}, resume },
  }

  /** Takes turns until people are waited for, or it has ended. */
  const turns = async (): Promise<WorkflowStep> => {
    for (;;) {
      const step = await advance(key, ports)
      if (step.kind === 'wait') world.clock.pass(step.seconds)
      if (step.kind === 'await-decision') await requestApproval(key, `token-${++tokens}`, ports)
      if (['await-decision', 'announce', 'finished'].includes(step.kind)) return step
    }
  }

  const click = (messageId: string, round?: number) => ({
    key,
    round: round ?? world.now().round,
    messageId,
    slackTs: null,
  })

  await turns()
  return {
    ...world,
    key,
    ports,
    groups,
    resumed,
    turns,
    approve: (personId: string, messageId = `click-${++clicks}`): Promise<DecisionAnswer> =>
      decide({ ...click(messageId), kind: 'approved', personId, reason: null }, ports),
    withdraw: (personId: string, { messageId = `click-${++clicks}`, round = world.now().round } = {}) =>
      withdraw({ ...click(messageId, round), personId }, ports),
    stop: (personId: string, pressed: { round?: number; heldUntil?: number } = {}) =>
      stop({ key, round: world.now().round, personId, slackTs: '1793800000.000900', ...pressed }, ports),
    become: (id: string, changes: Parameters<typeof samplePerson>[1]) => {
      crowd[crowd.findIndex((person) => person.id === id)] = samplePerson(id, changes)
    },
    cards: () => world.announcer.told.filter(({ kind }) => kind === 'card'),
    entry: (kind: string) => world.now().log.findLast((one) => one.kind === kind),
  }
}
