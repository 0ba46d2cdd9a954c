import { z } from 'zod'
import { isExpression } from './expressions.ts'

const expression = z.string().refine(isExpression, 'must be a JSONata expression: {% … %}')
const numberOrExpression = (minimum: number) =>
  z.union([z.int().min(minimum).max(99_999_999), expression], {
    error: `must be a whole number of seconds from ${minimum} to 99999999, or a JSONata expression: {% … %}`,
  })

const retrier = z.strictObject({
  ErrorEquals: z.array(z.string()).min(1),
  IntervalSeconds: z.int().min(1).default(1),
  BackoffRate: z.number().min(1).default(2),
  MaxAttempts: z.int().min(0).max(99_999_999).default(3),
  MaxDelaySeconds: z.int().min(1).max(31_622_400).optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).default('NONE'),
})

const catcher = z.strictObject({
  ErrorEquals: z.array(z.string()).min(1),
  Output: z.unknown().optional(),
  Next: z.string(),
})

const task = z.strictObject({
  Type: z.literal('Task'),
  Comment: z.string().optional(),
  Resource: z.enum(['arn:aws:states:::lambda:invoke', 'arn:aws:states:::lambda:invoke.waitForTaskToken']),
  Arguments: z.strictObject({ FunctionName: z.string(), Payload: z.unknown().optional() }),
  TimeoutSeconds: numberOrExpression(1).optional(),
  Retry: z.array(retrier).default([]),
  Catch: z.array(catcher).default([]),
  Output: z.unknown().optional(),
  Next: z.string().optional(),
  End: z.literal(true).optional(),
})

const choice = z.strictObject({
  Type: z.literal('Choice'),
  Comment: z.string().optional(),
  Choices: z.array(z.strictObject({ Condition: expression, Output: z.unknown().optional(), Next: z.string() })).min(1),
  Default: z.string().optional(),
})

const wait = z.strictObject({
  Type: z.literal('Wait'),
  Comment: z.string().optional(),
  Seconds: numberOrExpression(0),
  Output: z.unknown().optional(),
  Next: z.string().optional(),
  End: z.literal(true).optional(),
})

const succeed = z.strictObject({
  Type: z.literal('Succeed'),
  Comment: z.string().optional(),
  Output: z.unknown().optional(),
})

const fail = z.strictObject({
  Type: z.literal('Fail'),
  Comment: z.string().optional(),
  Error: z.string().optional(),
  Cause: z.string().optional(),
})

/** The part of Amazon States Language that this interpreter runs. Whatever is not in here is refused, not ignored. */
export const definitionShape = z.strictObject({
  Comment: z.string().optional(),
  QueryLanguage: z.literal('JSONata'),
  StartAt: z.string(),
  States: z.record(z.string().min(1).max(80), z.discriminatedUnion('Type', [task, choice, wait, succeed, fail])),
})

export type Definition = z.infer<typeof definitionShape>
export type State = Definition['States'][string]
export type TaskState = Extract<State, { Type: 'Task' }>
export type ChoiceState = Extract<State, { Type: 'Choice' }>
export type Retrier = z.infer<typeof retrier>
