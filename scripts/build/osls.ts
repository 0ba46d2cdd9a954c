import { type SpawnOptions, spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const itself = join(root, 'node_modules', 'osls', 'bin', 'serverless.js')

/** `buildDir`: where the packages are. `code`: the version that the functions' tags name. */
export type OslsPlace = { buildDir: string; templateDir: string; stage?: string; code: string; program?: string }

/** Writes the template of the packages. Asks nothing of AWS. Throws what it said where it fails. */
export async function oslsPackage(place: OslsPlace): Promise<void> {
  let said = ''
  const code = await run('package', place, {
    environment: { AWS_EC2_METADATA_DISABLED: 'true' },
    hear: (words) => {
      said += words
    },
  })
  if (code !== 0) throw new Error(`osls package ended with ${code}\n${said}`)
}

/** Deploys what was packaged, and speaks for itself; how it ended. */
export function oslsDeploy(place: OslsPlace): Promise<number> {
  return run('deploy', place, {})
}

type Running = { environment?: NodeJS.ProcessEnv; hear?: (words: string) => void }

function run(command: string, place: OslsPlace, { environment, hear }: Running): Promise<number> {
  const { buildDir, templateDir, stage, code, program = itself } = place
  const args = [program, command, '--package', templateDir, ...(stage === undefined ? [] : ['--stage', stage])]
  const output: SpawnOptions['stdio'] = hear ? 'pipe' : 'inherit'
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', output, output],
    env: { ...process.env, CLOSING_BELL_BUILD: buildDir, CLOSING_BELL_CODE: code, ...environment },
  })
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => hear?.(chunk.toString()))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exitCode) => resolve(exitCode ?? 1))
  })
}
