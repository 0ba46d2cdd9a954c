import { flag, givenOptions, text } from '../given-options.ts'

export type SecretsOptions = {
  stage: string
  /** The SDK's own where it is undefined. */
  profile: string | undefined
  doing: { kind: 'set'; only: string | null } | { kind: 'list' } | { kind: 'rotate' | 'finish'; name: string }
}

export const usage = `Usage: npm run secrets -- --stage STAGE [--only NAME | --list | --rotate NAME | --finish NAME] [--profile P]
  (nothing else)       shows which secrets are set and asks for the others; what is set may be kept or replaced
  --only NAME          asks for one of them, such as slack/bot-token, or zuora, which is an id and its secret
  --list               shows which are set and since when; ends with 1 where one is missing
  --rotate NAME        adds the new one beside the old one: slack/signing-secret, of which two may count
  --finish NAME        drops the old one of the two
Secrets are typed or pasted where nothing is shown, or come through a pipe, a line each: slack/bot-token=xoxb-…
AWS credentials are found as by every AWS tool: AWS_PROFILE or --profile (SSO too, after aws sso login), or the environment.`

const options = { stage: text, only: text, list: flag, rotate: text, finish: text, profile: text }

/** Or what is wrong with them. A secret is never an argument: it would stay in the shell's history. */
export function readSecretsOptions(args: readonly string[]): SecretsOptions | { mistake: string } {
  const values = givenOptions(args, options)
  if (!values) {
    return {
      mistake: 'An argument is not understood. A secret is never one: it is asked for, or comes through a pipe.',
    }
  }
  const { stage, profile, only, list, rotate, finish } = values
  if (!stage) return { mistake: 'Which stage? Give --stage.' }
  const doings: SecretsOptions['doing'][] = [
    ...(only === undefined ? [] : [{ kind: 'set', only } as const]),
    ...(list ? [{ kind: 'list' } as const] : []),
    ...(rotate === undefined ? [] : [{ kind: 'rotate', name: rotate } as const]),
    ...(finish === undefined ? [] : [{ kind: 'finish', name: finish } as const]),
  ]
  if (doings.length > 1) return { mistake: '--only, --list, --rotate and --finish do not go together.' }
  return { stage, profile, doing: doings[0] ?? { kind: 'set', only: null } }
}
