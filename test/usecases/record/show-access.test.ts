import { expect, test } from 'vitest'
import { showAccess } from '../../../src/usecases/record/show-access.ts'
import { bob, carol } from '../../support/sample-request.ts'
import { createRecordWorld } from './record-world.ts'

const channel = { isPublic: true, isMember: true, isSharedOutside: false }

function ask(personId: string) {
  const { ports } = createRecordWorld()
  const asked: string[] = []
  const channels = {
    look: async (id: string) => {
      asked.push(id)
      return channel
    },
  }
  const answer = showAccess({ personId, channel: 'C0OTHER', entity: null }, { ...ports, channels })
  return { answer, asked }
}

test('groups are looked up now, and the channel is the entity’s', async () => {
  const { answer, asked } = ask('U0AUDIT')
  const told = await answer
  if (told.kind !== 'access') throw new Error(told.kind)
  expect(told.access.actions[1]?.stages[0]?.approvers ?? told.access.actions[0]?.stages[0]?.approvers).toEqual([
    { principal: 'U0BOB', people: [bob] },
    { principal: 'S0CONTROLLERS', people: [carol] },
  ])
  expect(told.warnings).toEqual([{ kind: 'nobody-to-spare', action: 'close', stage: null, needed: 2 }])
  expect(told).toMatchObject({ channel, policyHash: 'c'.repeat(64) })
  expect(asked).toEqual(['C0CLOSE'])
})

test('others are told nothing', async () => {
  const { answer, asked } = ask('U0ERIN')
  expect(await answer).toMatchObject({ kind: 'may-not-read' })
  expect(asked).toEqual([])
})
