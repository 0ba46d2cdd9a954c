import { expect, test } from 'vitest'
import { takeSnapshot } from '../../../../src/domain/snapshot.ts'
import { nextStep } from '../../../../src/domain/steps/next-step.ts'
import { ago, inSeconds, nothingFound, round, sampleFacts } from '../../../support/facts.ts'
import { noneFound, samplePeriod } from '../../../support/sample-request.ts'

const snapshot = takeSnapshot(samplePeriod(), noneFound)

function stepAfter(
  waited: number,
  { afterSeconds = 3600, ...changes }: Record<string, unknown> & { afterSeconds?: number | null } = {},
) {
  const request = round(1, 1, { snapshot, roundStartedAt: ago(waited), ...changes })
  return nextStep(sampleFacts({ request, closer: nothingFound, escalateAfterSeconds: afterSeconds }))
}

test('a card that has waited as long as the policy says brings in others', () => {
  expect(stepAfter(3600)).toEqual({ kind: 'escalate' })
  expect(stepAfter(90_000)).toEqual({ kind: 'escalate' })
})

test('before that the wait ends when that time comes, or earlier with the expiry or the next look', () => {
  expect(stepAfter(3000)).toEqual({ kind: 'await-decision', timeoutSeconds: 600 })
  expect(stepAfter(3000, { expiresAt: inSeconds(60) })).toEqual({ kind: 'await-decision', timeoutSeconds: 60 })
  expect(stepAfter(0, { afterSeconds: 86_400 })).toEqual({ kind: 'await-decision', timeoutSeconds: 1800 })
})

test('others come in once in a round, and not at all where the policy names none', () => {
  const awaits = { kind: 'await-decision', timeoutSeconds: 1800 }
  expect(stepAfter(9000, { escalatedAt: ago(60) })).toEqual(awaits)
  expect(stepAfter(9000, { afterSeconds: null })).toEqual(awaits)
  expect(stepAfter(9000, { roundStartedAt: null })).toEqual(awaits)
})

test('what has expired ends, and what is decided goes on, whatever the time', () => {
  expect(stepAfter(9000, { expiresAt: ago(1) })).toMatchObject({ kind: 'end', outcome: { kind: 'expired' } })
  expect(stepAfter(9000, { approvals: 2 }).kind).not.toBe('escalate')
})
