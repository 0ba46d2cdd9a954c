import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { portsFrom } from '../../local/settings/ports.ts'
import { findFreePort, type Program, runProgram, signalGroup, startProgram, waitUntilPortsAreFree } from './program.ts'

const example = 'closing-bell.example.yml'
let dir: string
let program: Program

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'closing-bell-start-'))
  program = await startProgram()
})
afterAll(async () => {
  await program?.stop()
  rmSync(dir, { recursive: true })
})

/** What a start that is refused says, and its exit code. */
async function refused(environment: Record<string, string>, more: readonly string[] = []) {
  const port = await findFreePort()
  const started = runProgram(['--port', String(port), '--data', join(dir, String(port)), ...more], environment)
  const code = await started.exited
  return { code, output: started.output() }
}

function configWith(change: (example: string) => string): string {
  const file = join(dir, 'closing-bell.yml')
  writeFileSync(file, change(readFileSync(example, 'utf8')))
  return file
}

test('a broken configuration: it does not start, and says each mistake on a line with its path in the file', async () => {
  const file = configWith((text) =>
    text
      .replace('timezone: America/New_York', 'timezone: Mars/Olympus')
      .replace('expireAfter: 48h', 'expireAfter: soon')
      .replace('close:  { approvals: 2 }', 'close:  { approvals: many }'),
  )
  const { code, output } = await refused({ CLOSING_BELL_CONFIG: file })
  expect(code).toBe(1)
  const lines = output.trim().split('\n')
  expect(lines).toHaveLength(3)
  for (const path of ['timezone', 'policy.expireAfter', 'policy.actions.close.approvals']) {
    expect(lines.filter((line) => line.startsWith(`${file}: ${path}`) || line.includes(` ${path}`))).toHaveLength(1)
  }
  expect(output).not.toMatch(/^\s+at /m)
})

test('a configuration that is not there, or is not YAML: it does not start, and says which file', async () => {
  const missing = await refused({ CLOSING_BELL_CONFIG: join(dir, 'none.yml') })
  expect([missing.code, missing.output]).toEqual([1, expect.stringContaining(join(dir, 'none.yml'))])
  const file = configWith((text) => text.replace('policy:', 'policy: ]'))
  const broken = await refused({ CLOSING_BELL_CONFIG: file })
  expect([broken.code, broken.output]).toEqual([1, expect.stringContaining(file)])
  expect(missing.output + broken.output).not.toMatch(/^\s+at /m)
})

test('the example with a real Zuora: it does not start, and names what is missing', async () => {
  const { code, output } = await refused({ ZUORA_BASE_URL: 'https://rest.zuora.com' })
  expect(code).toBe(1)
  expect(output).toContain('CLOSING_BELL_CONFIG is not set')
  expect(output).toContain('ZUORA_CLIENT_ID is not set')
  expect(output).toContain('ZUORA_CLIENT_SECRET is not set')
})

test('what is doubtful in the policy is said before it is ready', () => {
  const lines = program.output().split('\n')
  const nobody = 'exactly as many approvers as approvals (2): nobody to spare'
  const warned = lines.indexOf(`warning: policy.actions.reopen.approvals: ${nobody}`)
  const ready = lines.findIndex((line) => line.startsWith(`ready: open http://127.0.0.1:${program.port}/`))
  expect([warned >= 0, ready > warned]).toEqual([true, true])
})

test('a port in use, and data in use: it does not start, and says what to do', async () => {
  const samePort = await refused({}, ['--port', String(program.port)])
  expect([samePort.code, samePort.output]).toEqual([1, expect.stringMatching(/Port \d+ is in use.*--port/)])
  const sameData = await refused({}, ['--data', program.dataDir])
  expect([sameData.code, sameData.output]).toEqual([1, expect.stringMatching(/in use by another Closing Bell.*--data/)])
})

/** Whether something accepts connections at an address of this machine. */
async function accepts(host: string, port: number): Promise<boolean> {
  const socket = createConnection({ host, port })
  const outcome = Promise.race([once(socket, 'connect').then(() => true), once(socket, 'error').then(() => false)])
  return outcome.catch(() => false).finally(() => socket.destroy())
}

test('everything listens on 127.0.0.1 only', async () => {
  const addresses = Object.values(networkInterfaces()).flatMap((of) => (of ?? []).map(({ address }) => address))
  const others = addresses.filter((address) => address !== '127.0.0.1' && !address.startsWith('fe80'))
  for (const port of Object.values(portsFrom(program.port))) {
    expect(await accepts('127.0.0.1', port)).toBe(true)
    for (const address of [...others, '127.0.0.2'])
      expect([address, port, await accepts(address, port)]).toEqual([address, port, false])
  }
})

type Forged = { secret: string; atSeconds?: number; team?: string; body?: string; signature?: string }

/** A request to the bot, signed as Slack signs. */
async function forge({ secret, atSeconds = Date.now() / 1000, team = 'T0LOCAL', body, signature }: Forged) {
  const { SLACK_APP_ID } = secrets()
  const command = { command: '/period', text: 'list', user_id: 'U0ALICE', channel_id: 'C0CLOSE', team_id: team }
  const form =
    body ??
    new URLSearchParams({
      ...command,
      api_app_id: SLACK_APP_ID,
      response_url: `http://127.0.0.1:${program.port}/response/none`,
    }).toString()
  const timestamp = String(Math.floor(atSeconds))
  const signed = createHmac('sha256', secret).update(`v0:${timestamp}:${form}`).digest('hex')
  const response = await fetch(`http://127.0.0.1:${portsFrom(program.port).bot}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(signature === ''
        ? {}
        : { 'x-slack-signature': signature ?? `v0=${signed}`, 'x-slack-request-timestamp': timestamp }),
    },
    body: form,
  })
  return response.status
}

function secrets() {
  const shape = z.object({
    SLACK_APP_ID: z.string(),
    SLACK_BOT_TOKEN: z.string(),
    SLACK_SIGNING_SECRET: z.string(),
    ZUORA_CLIENT_SECRET: z.string(),
  })
  return shape.parse(JSON.parse(readFileSync(join(program.dataDir, 'secrets.json'), 'utf8')))
}

test('requests that are not Slack’s own, or another workspace’s: refused, and nothing is done', async () => {
  const secret = secrets().SLACK_SIGNING_SECRET
  const now = Date.now() / 1000
  expect(await forge({ secret, signature: '' })).toBe(401)
  expect(await forge({ secret: 'another' })).toBe(401)
  expect(await forge({ secret, signature: 'v0=' })).toBe(401)
  expect(await forge({ secret, atSeconds: now - 400 })).toBe(401)
  expect(await forge({ secret, atSeconds: now + 400 })).toBe(401)
  expect(await forge({ secret, team: 'T0OTHER' })).toBe(401)
  expect(await forge({ secret, body: 'payload=%7Bnot-json' })).toBe(400)
  expect(await forge({ secret })).toBe(200)
})

test('nothing secret is written to the functions’ log', async () => {
  const { slack } = program
  expect(await slack.isTold('U0ALICE', () => slack.type('U0ALICE', '/period list'))).toContain('accounting periods')
  const log = readFileSync(join(program.dataDir, 'functions.log'), 'utf8')
  expect(log).toContain('slack-request-refused')
  const { SLACK_APP_ID: _public, ...secret } = secrets()
  for (const [name, value] of Object.entries(secret)) expect([name, log.includes(value)]).toEqual([name, false])
  expect(log).not.toMatch(/xox[abp]-|Bearer |\/response\//)
})

test('kill -9 of the outer process alone leaves nothing behind', async () => {
  const other = await startProgram()
  other.child.kill('SIGKILL')
  await waitUntilPortsAreFree(other.port)
  expect(await other.exited).toBe(null)
  await other.stop()
})

test('SIGTERM to the group ends it within five seconds, cleanly, also while a trial balance is running', async () => {
  await program.zuora.planTrialBalance({ neverEnds: true })
  await program.slack.type('U0ALICE', '/period close next')
  await program.slack.sees('a trial balance running', ({ words }) => words.includes('trial balance is running'))
  const before = Date.now()
  signalGroup(program, 'SIGTERM')
  expect(await program.exited).toBe(0)
  expect(Date.now() - before).toBeLessThan(5000)
  await waitUntilPortsAreFree(program.port)
})
