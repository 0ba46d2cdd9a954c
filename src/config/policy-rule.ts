import * as z from 'zod/mini'
import { matching } from './slack-values.ts'

const principal = matching(/^[UWS][A-Z0-9]+$/, 'a user id (U…) or a user group id (S…)')
export const principals = z.array(principal).check(z.minLength(1, 'must name at least one user or user group'))

const stage = z.union(
  [principals, z.strictObject({ approvers: principals, approvals: z.int().check(z.gte(1, 'must be 1 or more')) })],
  'must be a list of approvers, or { approvers, approvals }',
)
type StageGiven = z.infer<typeof stage>
const stages = z.array(stage).check(z.minLength(1, 'must have at least one stage'))

const given = z
  .strictObject({
    approvals: z.exactOptional(z.int().check(z.nonnegative('must be 0 or more'))),
    approvers: z.exactOptional(principals),
    stages: z.exactOptional(stages),
  })
  .check(saysHowManyOnce)

type RuleGiven = z.infer<typeof given>
export type StageRead = { approvers: string[]; approvals: number }
export type RuleRead = { approvals: number; approvers?: string[]; stages?: StageRead[] }

/** What an action needs: approvals of whoever may approve, or stages that are asked one after the other. */
export const rule = z.pipe(given, z.transform(readRule))

function readRule({ approvals, stages, ...rest }: RuleGiven): RuleRead {
  if (!stages) return { ...rest, approvals: approvals ?? 0 }
  return { ...rest, approvals: sumOf(stages), stages: stages.map(readStage) }
}

/** A list alone needs one approval. */
function readStage(stage: StageGiven): StageRead {
  return Array.isArray(stage) ? { approvers: stage, approvals: 1 } : stage
}

function sumOf(stages: readonly StageGiven[]): number {
  return stages.map(readStage).reduce((sum, { approvals }) => sum + approvals, 0)
}

function saysHowManyOnce({ value, issues }: z.core.ParsePayload<RuleGiven>): void {
  const { approvals, approvers, stages } = value
  const refuse = (key: keyof RuleGiven, message: string) =>
    issues.push({ code: 'custom', path: [key], message, input: value[key] })
  if (!stages) {
    if (approvals === undefined) refuse('approvals', 'is missing')
    return
  }
  if (approvers) refuse('approvers', 'each of the stages names its own: leave this out')
  const sum = sumOf(stages)
  if (approvals !== undefined && approvals !== sum)
    refuse('approvals', `must be ${sum}, the approvals of its stages together, or be left out`)
}
