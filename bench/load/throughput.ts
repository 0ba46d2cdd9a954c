import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stateMachineArn } from '../../local/state-machine.ts'
import { callJson } from '../local-program/call-json.ts'
import { executionsAt } from '../local-program/executions.ts'
import { peopleAt } from '../local-program/people.ts'
import { addressOf, freePorts, type Program, serverless, startProgram } from '../local-program/start-program.ts'
import { waitUntil } from '../local-program/wait-until.ts'

/** So that nothing waits: what is measured is the work. */
const SPEED = 1000
const LONGEST_MS = 180_000
/** Its close is not measured. */
const FIRST = 'e0'

/** `putOff`: turns that Zuora's limits had repeated; without waits, many come in one second. */
export type Throughput = { closes: number; seconds: number; closesAMinute: number; putOff: number }

const passing = /: (Zuora|Slack)(Busy|Unavailable) /

/** Each in an entity of its own, because the periods of one are closed one after the other. All are asked for at once. */
export async function measureThroughput(closes: number): Promise<Throughput> {
  const keys = Array.from({ length: closes }, (_, index) => `e${index + 1}`)
  const dir = mkdtempSync(join(tmpdir(), 'closing-bell-bench-'))
  const config = join(dir, 'closing-bell.yml')
  writeFileSync(config, configurationFor([FIRST, ...keys]))
  const ports = await freePorts()
  const program = await startProgram({ ports, speed: SPEED, environment: { CLOSING_BELL_CONFIG: config } })
  try {
    // It loads the functions.
    await close(program, [FIRST])
    const seconds = await close(program, keys)
    const failures = program.failures.filter((failure) => !passing.test(failure))
    if (failures.length > 0) throw new Error(`Functions failed: ${failures.join('; ')}`)
    return { closes, seconds, closesAMinute: (closes / seconds) * 60, putOff: program.failures.length }
  } finally {
    await program.stop()
    rmSync(dir, { recursive: true })
  }
}

const configurationFor = (keys: readonly string[]) => `
slack: { team: T0LOCAL, channel: C0CLOSE }
timezone: America/New_York
entities:
${keys.map((key) => `  - { key: ${key}, name: Entity ${key}, entityId: entity-${key} }`).join('\n')}
policy:
  requesters: [U0ALICE]
  approvers: [U0BOB, U0CAROL]
  expireAfter: 48h
  actions: { close: { approvals: 2 } }
`

/** In seconds, from the first command to the end of the last execution. */
async function close({ ports }: Program, keys: readonly string[]): Promise<number> {
  const page = addressOf(ports.page)
  const people = peopleAt(page)
  const executions = executionsAt(addressOf(ports.stepFunctions))
  const arn = stateMachineArn(serverless.stateMachine)
  await callJson(`${page}/sim/rate-limits`, { on: false })
  const before = (await executions.list(arn)).length
  const pressed = new Set<string>()
  const startedAt = performance.now()
  await Promise.all(keys.map((key) => people.type('U0ALICE', `/period close next in ${key}`)))
  const look = async () => {
    for (const card of await people.cards()) {
      if (pressed.has(card.ts)) continue
      pressed.add(card.ts)
      await Promise.all(['U0BOB', 'U0CAROL'].map((user) => people.press(user, card, 'Approve')))
    }
    const all = await executions.list(arn)
    const ended = all.slice(0, all.length - before).filter(({ status }) => status !== 'RUNNING')
    return ended.length === keys.length || undefined
  }
  await waitUntil(`end of ${keys.length} closes`, look, LONGEST_MS)
  return (performance.now() - startedAt) / 1000
}
