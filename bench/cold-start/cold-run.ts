import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { z } from 'zod'
import type { Contender } from './contenders.ts'
import { startRuntimeApi } from './runtime-api.ts'
import type { RuntimeClient } from './runtime-client.ts'

const MEMORY_MB = 1024
const answered = z.object({ statusCode: z.literal(200) })

/** Milliseconds: from the start of the process to the first answer, and of each further event. */
export type ColdRun = { firstAckMs: number; warmAckMs: number[] }

/** One execution environment: started, asked once, asked again `warm` times, ended. Throws where an answer is not a 200. */
export async function coldRun(
  { taskRoot, handler, environment }: Contender,
  { entry }: RuntimeClient,
  { event, warm, way }: { event: () => string; warm: number; way: RuntimeClient['way'] },
): Promise<ColdRun> {
  const api = await startRuntimeApi()
  const startedAt = performance.now()
  const child = spawn(process.execPath, [...flags, entry, handler], {
    cwd: taskRoot,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...lambdaEnvironment(api.address, taskRoot, handler), ...wayOf[way], ...environment },
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const gone = once(child, 'close').then((): never => {
    throw new Error(`The function ended before it answered.\n${said}`)
  })
  // It is looked at only while an answer is waited for.
  gone.catch(() => {})
  const ask = async () => {
    const askedAt = performance.now()
    const { at, body } = await Promise.race([api.invoke(event()), gone])
    if (!answered.safeParse(JSON.parse(body)).success) throw new Error(`Answered ${body}\n${said}`)
    return { at, tookMs: at - askedAt }
  }
  try {
    const first = await ask()
    const warmAckMs: number[] = []
    for (let count = 0; count < warm; count += 1) warmAckMs.push((await ask()).tookMs)
    return { firstAckMs: first.at - startedAt, warmAckMs }
  } finally {
    child.kill('SIGKILL')
    await gone.catch(() => {})
    await api.close()
  }
}

/** As Lambda's bootstrap starts it. */
const flags = ['--no-experimental-require-module', `--max-old-space-size=${Math.floor(MEMORY_MB * 0.9)}`]

const wayOf = { native: {}, javascript: { AWS_LAMBDA_NODEJS_USE_ALTERNATIVE_CLIENT_1: 'true' } }

/** Nothing of this shell: no compile cache, which Lambda has not either, and no setting. */
function lambdaEnvironment(address: string, taskRoot: string, handler: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_LAMBDA_RUNTIME_API: address,
    AWS_LAMBDA_FUNCTION_NAME: 'bench',
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MEMORY_MB),
    AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/bench',
    AWS_LAMBDA_LOG_STREAM_NAME: 'bench',
    LAMBDA_TASK_ROOT: taskRoot,
    _HANDLER: handler,
  }
}
