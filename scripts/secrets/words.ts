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

const advice: readonly [RegExp, string][] = [
  [/^(AccessDenied|AccessDeniedException|UnauthorizedOperation)$/, permissions],
  [
    /^(CredentialsProviderError|TokenProviderError|SSOTokenProviderFailure)$/,
    'No AWS credentials were found: set AWS_PROFILE or give --profile; with SSO, run aws sso login first.',
  ],
  [
    /^(ExpiredToken|ExpiredTokenException|UnrecognizedClientException|InvalidClientTokenId|InvalidSignatureException)$/,
    'The AWS credentials are not accepted: are they expired, or of another account?',
  ],
  [/^(HierarchyTypeMismatchException|ParameterAlreadyExists)$/, 'Delete it in Parameter Store, then set it here.'],
  [/^(TimeoutError|NetworkingError|ECONNREFUSED|ENOTFOUND)$/, 'AWS was not reached: is the region right?'],
]

/** Why AWS did not do it, and what helps. AWS quotes what it was sent where it finds it wrong: no secret is repeated. */
export function wordsOfRefusal(error: unknown, secrets: readonly string[]): string {
  if (!(error instanceof Error)) return 'AWS did not do it.'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  const helps = advice.find(([names]) => names.test(error.name) || names.test(code))?.[1]
  const words = secrets.reduce((said, secret) => said.replaceAll(secret, '***'), `${error.name}: ${error.message}`)
  return helps === undefined ? words : `${words} ${helps}`
}
