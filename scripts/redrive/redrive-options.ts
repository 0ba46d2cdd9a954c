import { givenOptions, text } from '../given-options.ts'

export const usage = `Usage: npm run redrive -- --stage S [--send ID | --discard ID]
  --stage S      a stage of serverless.yml, with your AWS credentials
  --send ID      hands it to respond once more; only what stops something or keeps words
  --discard ID   removes it
Without the last two it lists what was given up. docs/runbook.md, "Redrive".`

export type RedriveOptions = {
  stage: string
  wanted: { kind: 'list' } | { kind: 'send' | 'discard'; id: string }
}

/** Undefined where they make no sense. */
export function readRedriveOptions(args: readonly string[]): RedriveOptions | undefined {
  const given = givenOptions(args, { stage: text, send: text, discard: text })
  const { stage, send, discard } = given ?? {}
  if (!stage || (send !== undefined && discard !== undefined) || send === '' || discard === '') return undefined
  if (send !== undefined) return { stage, wanted: { kind: 'send', id: send } }
  return { stage, wanted: discard === undefined ? { kind: 'list' } : { kind: 'discard', id: discard } }
}
