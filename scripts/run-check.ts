import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

type Check = { title: string; done: Promise<{ ok: boolean; output: string }> }

/** Starts a JavaScript program beside others and keeps what it says. */
export function startCheck(title: string, command: readonly string[]): Check {
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const done = new Promise<{ ok: boolean; output: string }>((resolve) => {
    child.once('error', (error) => resolve({ ok: false, output: error.message }))
    child.once('close', (code) => resolve({ ok: code === 0, output }))
  })
  return { title, done }
}

/** Runs a JavaScript program that speaks for itself; true if it ended well. */
export function runCheck(command: readonly string[]): Promise<boolean> {
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  return new Promise((resolve) => {
    child.once('error', () => resolve(false))
    child.once('close', (code) => resolve(code === 0))
  })
}
