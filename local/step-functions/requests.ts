import { z } from 'zod'
import { ApiError } from './api-error.ts'
import { PAYLOAD_LIMIT_BYTES } from './execution/payload-limit.ts'
import { isTokenShaped } from './execution/task-state.ts'

const arn = z.string().min(1).max(256)
const payload = z.string().refine((text) => Buffer.byteLength(text) <= PAYLOAD_LIMIT_BYTES, {
  error: `Member must have length less than or equal to ${PAYLOAD_LIMIT_BYTES}`,
})
const failure = {
  error: z.string().max(256).nullish(),
  cause: z.string().max(32_768).nullish(),
}
const page = { maxResults: z.int().min(0).max(1000).nullish(), nextToken: z.string().min(1).nullish() }

export const requests = {
  startExecution: z.object({ stateMachineArn: arn, name: z.string().nullish(), input: payload.nullish() }),
  describeExecution: z.object({ executionArn: arn }),
  listExecutions: z.object({
    stateMachineArn: arn,
    statusFilter: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE']).nullish(),
    ...page,
  }),
  getExecutionHistory: z.object({
    executionArn: arn,
    reverseOrder: z.boolean().nullish(),
    includeExecutionData: z.boolean().nullish(),
    ...page,
  }),
  stopExecution: z.object({ executionArn: arn, ...failure }),
  sendTaskSuccess: z.object({ taskToken: z.string().min(1).max(2048), output: payload }),
  sendTaskFailure: z.object({ taskToken: z.string().min(1).max(2048), ...failure }),
  sendTaskHeartbeat: z.object({ taskToken: z.string().min(1).max(2048) }),
}

/** Throws `ApiError` ValidationException, which names each member that is wrong. */
export function parseRequest<T>(shape: z.ZodType<T>, request: unknown): T {
  const parsed = shape.safeParse(request)
  if (parsed.success) return parsed.data
  const mistakes = parsed.error.issues.map(
    ({ path, message }) => `Value at '${path.join('.')}' failed to satisfy constraint: ${message}`,
  )
  throw new ApiError('ValidationException', mistakes.join('; '))
}

/** The value, or `ApiError` with the given code if the text is not JSON. */
export function parseJson(text: string, code: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ApiError(code, `Invalid JSON: '${text.slice(0, 100)}'`)
  }
}

/** "A name must not contain: white space, brackets < > { } [ ], wildcard characters ? *, special characters, control characters". */
export function checkName(name: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being refused
  if (name.length < 1 || name.length > 80 || /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/.test(name))
    throw new ApiError('InvalidName', `Invalid Name: '${name}'`)
}

export function checkArn(value: string, resource: 'stateMachine' | 'execution'): void {
  if (!new RegExp(`^arn:aws[a-z-]*:states:[^:]*:[^:]*:${resource}:[^:]+(:[^:]+)?$`).test(value))
    throw new ApiError('InvalidArn', `Invalid Arn: 'Resource type not valid in this context: ${value}'`)
}

export function checkToken(token: string): void {
  if (!isTokenShaped(token)) throw new ApiError('InvalidToken', "Invalid Token: 'Invalid token'")
}

/** Where a page goes on, as text that says nothing to the caller. */
export function writePageToken(position: number): string {
  return Buffer.from(JSON.stringify({ position })).toString('base64url')
}

export function readPageToken(token: string): number {
  try {
    return z.object({ position: z.number() }).parse(JSON.parse(Buffer.from(token, 'base64url').toString())).position
  } catch {
    throw new ApiError('InvalidToken', "Invalid Token: 'Invalid nextToken'")
  }
}
