import * as z from 'zod/mini'

/** A secret that could not be read stops the function: there is no safe value to go on with. */
export class SecretMissing extends Error {
  override name = 'SecretMissing' as const
}

type Asked = { path: string; headers: Readonly<Record<string, string>>; body: string; timeoutMs: number }

type ParameterStore = {
  /** Signed for Parameter Store, without the SDK's client: 20 times smaller, and all the front function needs of it. */
  call: (asked: Asked) => Promise<{ status: number; text: string }>
  /** For each call. */
  timeoutMs: number
}

const prefix = 'ssm:'
/** "Maximum number of 10 items." https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
const mostInOneCall = 10
/** AWS's code for what is wrong, such as AccessDeniedException; its words may repeat what it was sent. */
const refusalSchema = z.object({ __type: z.string().check(z.regex(/^[\w.#]{1,100}$/)) })
const answerSchema = z.object({ Parameters: z.array(z.object({ Name: z.string(), Value: z.string() })) })

/** The settings with every `ssm:/path` replaced by what Parameter Store holds there, decrypted, in as few calls as there can be. */
export async function readSecrets<T extends Readonly<Record<string, string>>>(
  settings: T,
  store: ParameterStore,
): Promise<T> {
  const paths = Object.values(settings)
    .filter((value) => value.startsWith(prefix))
    .map((value) => value.slice(prefix.length))
  if (paths.length === 0) return settings
  const asked = [...new Set(paths)]
  const calls = Array.from({ length: Math.ceil(asked.length / mostInOneCall) }, (_, index) =>
    readParameters(asked.slice(index * mostInOneCall, (index + 1) * mostInOneCall), store),
  )
  const values = new Map((await Promise.all(calls)).flatMap((found) => [...found]))
  const entries = Object.entries(settings).map(([name, value]) => [name, resolve(value, values)])
  return Object.fromEntries(entries) as T
}

function resolve(value: string, values: ReadonlyMap<string, string>): string {
  if (!value.startsWith(prefix)) return value
  const path = value.slice(prefix.length)
  const secret = values.get(path)
  if (secret === undefined) throw new SecretMissing(`Parameter Store has no ${path}, or this function may not read it.`)
  return secret
}

async function readParameters(
  names: string[],
  { call, timeoutMs }: ParameterStore,
): Promise<ReadonlyMap<string, string>> {
  const { status, text } = await call({
    path: '/',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AmazonSSM.GetParameters' },
    body: JSON.stringify({ Names: names, WithDecryption: true }),
    timeoutMs,
  })
  const answer = readJson(text)
  const read = answerSchema.safeParse(answer)
  if (!read.success) {
    const code = refusalSchema.safeParse(answer).data?.__type ?? 'in no words of its own'
    throw new SecretMissing(`Parameter Store answered ${status} ${code}.`)
  }
  return new Map(read.data.Parameters.map(({ Name, Value }) => [Name, Value]))
}

/** A syntax error would quote what it could not read. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
