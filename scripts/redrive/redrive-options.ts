import { parseArgs } from 'node:util'

export const usage = `Usage: npm run redrive -- --stage S [--region R] [--send ID | --discard ID]
  --stage S      a stage of serverless.yml, with your AWS credentials
  --region R     where the stage is, if not where serverless.yml says
  --send ID      hands it to respond once more; only what stops something or keeps words
  --discard ID   removes it
Without the last two it lists what was given up. docs/runbook.md, "Redrive".`

export type RedriveOptions = {
  stage: string
  region: string | null
  wanted: { kind: 'list' } | { kind: 'send' | 'discard'; id: string }
}

/** Undefined where they make no sense. */
export function readRedriveOptions(args: readonly string[]): RedriveOptions | undefined {
  const { stage, region = null, send, discard } = readValues(args)
  if (!stage || (send !== undefined && discard !== undefined) || send === '' || discard === '') return undefined
  if (send !== undefined) return { stage, region, wanted: { kind: 'send', id: send } }
  return { stage, region, wanted: discard === undefined ? { kind: 'list' } : { kind: 'discard', id: discard } }
}

function readValues(args: readonly string[]): Partial<Record<'stage' | 'region' | 'send' | 'discard', string>> {
  const text = { type: 'string' } as const
  try {
    return parseArgs({ args: [...args], options: { stage: text, region: text, send: text, discard: text } }).values
  } catch {
    return {}
  }
}
