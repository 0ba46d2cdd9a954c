const signIn =
  'Sign in (aws sso login), name a profile (AWS_PROFILE=…), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; `aws sts get-caller-identity` shows whether it worked.'

/** By the names and codes of the SDK and of AWS. */
const advice: readonly [RegExp, string][] = [
  [/^(CredentialsProviderError|TokenProviderError|SSOTokenProviderFailure)$/, signIn],
  [
    /^(ExpiredToken|ExpiredTokenException|UnrecognizedClientException|InvalidClientTokenId|InvalidSignatureException)$/,
    `The AWS credentials are not accepted: are they expired, or of another account? ${signIn}`,
  ],
  [
    /^(TimeoutError|NetworkingError|ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN)$/,
    'AWS was not reached: is the region right, and is the network there?',
  ],
]

/** In the words of whoever refused it, with the way out where there is one. `others`: what else helps here. */
export function whyRefused(error: unknown, others: typeof advice = []): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  const helps = [...others, ...advice].find(([names]) => names.test(error.name) || names.test(code))?.[1]
  const words = `${error.name}: ${error.message.replace(/\.?$/, '.')}`
  return helps === undefined ? words : `${words} ${helps}`
}
