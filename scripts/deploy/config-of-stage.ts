import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Stage } from '../../local/serverless/stages.ts'

type Found = { ok: true; path: string } | { ok: false; mistake: string }

/**
 * Which configuration is that of a stage: the table of serverless.yml says so. Where the shell says another one, nothing is
 * guessed: the policy of a sandbox would be in force in production.
 */
export function configOfStage(
  { name, params }: Stage,
  { root, given, exists = existsSync }: { root: string; given: string | undefined; exists?: (path: string) => boolean },
): Found {
  const ofTable = resolve(root, params['config-file'])
  const ofShell = given ? resolve(given) : undefined
  if (!exists(ofTable)) {
    if (ofShell !== undefined) return { ok: true, path: ofShell }
    return {
      ok: false,
      mistake: `Stage ${name} has no configuration yet: write ${ofTable} (cp closing-bell.example.yml ${params['config-file']}, then your own ids), or name another \`config-file\` in serverless.yml.`,
    }
  }
  if (ofShell === undefined || ofShell === ofTable) return { ok: true, path: ofTable }
  return {
    ok: false,
    mistake: `CLOSING_BELL_CONFIG is ${ofShell}, and serverless.yml says that stage ${name} has ${ofTable}. Unset the one, or change the other.`,
  }
}
