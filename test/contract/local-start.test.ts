import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findTakenPorts, portsFrom } from '../../local/settings/ports.ts'
import { startLocalHttp } from '../support/local-http.ts'

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

function start(args: readonly string[], environment: Record<string, string> = {}) {
  // As scripts/with-node.mjs does, on a shell that sets nothing.
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'local/main.ts', ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { PATH, HOME, NODE_COMPILE_CACHE, ...environment },
  })
  running.push(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  // Not its exit: what it said last may come after that.
  const exited = once(child, 'close').then(([code]) => Number(code))
  return { exited, output: () => output }
}

test('an unknown option is answered with the usage', async () => {
  const { exited, output } = start(['--prot', '1'])
  expect(await exited).toBe(2)
  expect(output()).toMatch(/Usage: npm start/)
})

const example = 'closing-bell.example.yml'

/** The example with something in it changed, in a file of its own. */
function configWith(change: (example: string) => string): string {
  const path = join(dir, 'closing-bell.yml')
  writeFileSync(path, change(readFileSync(example, 'utf8')))
  return path
}

async function startOnFreePort(environment: Record<string, string>) {
  return start(['--port', String(await findFreePort()), '--data', join(dir, 'data')], environment)
}

test('a policy that does not fit the people in Slack: it does not start, and says each fault with its path in the file', async () => {
  const path = configWith((text) =>
    text.replace('U0CAROL, S0CONTROLLERS]', 'U0GUS, S0NONE]').replace('channel: C0CLOSE }', 'channel: C0GENERAL }'),
  )
  const { exited, output } = await startOnFreePort({ CLOSING_BELL_CONFIG: path })
  expect(await exited).toBe(1)
  expect(
    output()
      .split('\n')
      .filter((line) => line.startsWith(path)),
  ).toEqual([
    `${path}: policy.approvers: U0GUS is a guest: only full members of the workspace may act`,
    `${path}: policy.approvers: user group S0NONE is not known to Slack, or is disabled`,
    `${path}: policy.actions.close.approvals: needs 2 approvals, but only 1 can be given`,
    `${path}: slack.channel: the bot is not in C0GENERAL (#general): /invite it there`,
  ])
  expect(output()).not.toMatch(/^ready|^\s+at /m)
})

const ofRealSlack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret' }

test('another Slack is asked as well, and what it knows nobody of keeps it from starting', async () => {
  copyFileSync(example, join(dir, 'ours.yml'))
  const slack = await startLocalHttp(({ path }) => {
    if (path.endsWith('/users.info')) return { body: { ok: false, error: 'user_not_found' } }
    return path.endsWith('/conversations.info')
      ? { body: { ok: true, channel: { id: 'C0CLOSE', name: 'close', is_private: true, is_member: true } } }
      : { body: { ok: true, users: ['U0DAN'] } }
  })
  const CLOSING_BELL_CONFIG = join(dir, 'ours.yml')
  const environment = { ...ofRealSlack, SLACK_API_URL: `${slack.url}/api/`, CLOSING_BELL_CONFIG }
  const { exited, output } = await startOnFreePort(environment)
  expect(await exited).toBe(1)
  expect(output()).toContain(`${CLOSING_BELL_CONFIG}: policy.requesters: U0ALICE is not known to Slack`)
})
