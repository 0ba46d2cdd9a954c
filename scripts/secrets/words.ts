import { whyRefused } from '../aws/why-refused.ts'
import type { NeededSecret } from './needed-secrets.ts'
import type { StoredSecret } from './parameter-store.ts'

export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}

/** Which are set, and since when; never what they are. */
export function listOf(secrets: readonly NeededSecret[], known: ReadonlyMap<string, StoredSecret>): string[] {
  const width = Math.max(...secrets.map(({ name }) => name.length))
  return secrets.map(({ name, path }) => {
    const stored = known.get(path)
    const state = stored ? `set on ${dayOf(stored.at)}, version ${stored.version}${plainText(stored)}` : 'not set'
    return `  ${name.padEnd(width)}  ${state}`
  })
}

/** Parameter Store does not change the type of what is there. */
function plainText({ isEncrypted }: StoredSecret): string {
  return isEncrypted ? '' : '; NOT ENCRYPTED: delete it in Parameter Store, then set it here'
}

const permissions =
  'Needed below the stage’s path: ssm:GetParametersByPath and ssm:PutParameter, to rotate also ssm:GetParameter (docs/secrets.md).'

/** Why AWS did not do it, and what helps. AWS quotes what it was sent where it finds it wrong: no secret is repeated. */
export function wordsOfRefusal(error: unknown, secrets: readonly string[]): string {
  const words = whyRefused(error, [
    [/^(AccessDenied|AccessDeniedException|UnauthorizedOperation)$/, permissions],
    [/^(HierarchyTypeMismatchException|ParameterAlreadyExists)$/, 'Delete it in Parameter Store, then set it here.'],
  ])
  return secrets.reduce((said, secret) => said.replaceAll(secret, '***'), words)
}
