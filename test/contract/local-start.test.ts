import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findTakenPorts, portsFrom } from '../../local/ports.ts'

let dir: string
let running: ChildProcess[]

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'local-start-'))
  running = []
})
afterEach(async () => {
  for (const child of running) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
  }
  rmSync(dir, { recursive: true })
})

/** The first of six ports that are free now. */
async function findFreePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000)
    if ((await findTakenPorts(portsFrom(port))).length === 0) return port
  }
}

function start(args: readonly string[]) {
  // As scripts/with-node.mjs does, on a shell that sets nothing.
  const { PATH, HOME } = process.env
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'local/main.ts', ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { PATH, HOME },
  })
  running.push(child)
  let output = ''
  const ready = Promise.withResolvers<void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (/^ready/m.test(output)) ready.resolve()
    })
  }
  const exited = once(child, 'exit').then(([code]) => {
    ready.reject(new Error(`ended with ${code}:\n${output}`))
    return Number(code)
  })
  ready.promise.catch(() => {})
  return { child, ready: ready.promise, exited, output: () => output }
}

test('everything answers when it says ready, a second start on the same data is refused, and SIGTERM ends it', async () => {
  const port = await findFreePort()
  const first = start(['--port', String(port), '--data', join(dir, 'data')])
  await first.ready
  expect(first.output()).toContain(`ready: open http://127.0.0.1:${port}/`)
  for (const each of Object.values(portsFrom(port))) {
    const response = await fetch(`http://127.0.0.1:${each}/`)
    expect(response.status).toBeLessThan(500)
  }
  const sameData = start(['--port', String(await findFreePort()), '--data', join(dir, 'data')])
  expect(await sameData.exited).toBe(1)
  expect(sameData.output()).toMatch(/in use by another Closing Bell/)
  const samePort = start(['--port', String(port), '--data', join(dir, 'other')])
  expect(await samePort.exited).toBe(1)
  expect(samePort.output()).toMatch(new RegExp(`Port ${port} is in use.*--port`))
  first.child.kill('SIGTERM')
  expect(await first.exited).toBe(0)
}, 30_000)

test('it ends with the process that started it', async () => {
  const port = await findFreePort()
  const { child, ready, exited } = start(['--port', String(port), '--data', join(dir, 'data')])
  await ready
  child.disconnect()
  expect(await exited).toBe(1)
}, 30_000)

test('an unknown option is answered with the usage', async () => {
  const { exited, output } = start(['--prot', '1'])
  expect(await exited).toBe(2)
  expect(output()).toMatch(/Usage: npm start/)
})
