import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const itself = join(root, 'node_modules', 'osls', 'bin', 'serverless.js')

/** Runs osls in the project's folder, where it speaks for itself; how it ended. */
export function runOsls(
  args: readonly string[],
  { buildDir, program = itself }: { buildDir: string; program?: string },
): Promise<number> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, CLOSING_BELL_BUILD: buildDir },
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}
