import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { addressOf } from '../local-program/start-program.ts'
import { waitUntil } from '../local-program/wait-until.ts'
import { startMeteredProgram } from '../table/metered-program.ts'
import type { TableCall } from '../table/metered-table.ts'
import { type Button, type Crowd, startCrowd } from './crowd.ts'
import { signedForm } from './signed-form.ts'

const TEAM = 'T0LOCAL'
const signingSecret = '0123456789abcdef0123456789abcdef'
/** Nothing of a click waits for the workflow. */
const SPEED = 1000
const LONGEST_MS = 180_000
const QUIET_MS = 400

/** What one click cost, from the press to the private answer. */
export type Click = { ms: number; readUnits: number; writeUnits: number; slackCalls: number }

/**
 * The first clicks on the card of one close. So many may approve, all in one group. The click that makes the quorum full is not
 * among them: what the workflow does then is no part of it.
 */
export async function measureClicks(approvers: number, needed: number): Promise<Click[]> {
  const members = Array.from({ length: approvers }, (_, index) => `U0A${String(index).padStart(5, '0')}`)
  const crowd = await startCrowd(members, TEAM)
  const dir = mkdtempSync(join(tmpdir(), 'closing-bell-bench-'))
  const config = join(dir, 'closing-bell.yml')
  writeFileSync(config, configurationFor(needed))
  const environment = {
    CLOSING_BELL_CONFIG: config,
    SLACK_API_URL: `${crowd.url}/api/`,
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: signingSecret,
  }
  const program = await startMeteredProgram({ speed: SPEED, environment })
  try {
    const bot = `${addressOf(program.ports.bot)}/slack/events`
    await ask(bot, crowd)
    const card = await waitUntil('approval card', async () => crowd.button('Approve'), LONGEST_MS)
    const clicks: Click[] = []
    for (const user of members.slice(0, needed - 1)) {
      await quiet(crowd)
      clicks.push(await click(bot, { crowd, card, user, calls: program.tableCalls }))
    }
    return clicks
  } catch (error) {
    throw new Error(`${approvers} approvers: ${program.failures.join('; ')}`, { cause: error })
  } finally {
    await program.stop()
    await crowd.close()
    rmSync(dir, { recursive: true })
  }
}

const configurationFor = (needed: number) => `
slack: { team: ${TEAM}, channel: C0CLOSE }
timezone: America/New_York
entities:
  - { key: us, name: Example US }
policy:
  requesters: [U0ALICE]
  approvers: [S0CROWD]
  expireAfter: 48h
  actions: { close: { approvals: ${needed} } }
`

async function ask(bot: string, crowd: Crowd): Promise<void> {
  const response_url = `${crowd.url}/response/asked`
  const command = { command: '/period', text: 'close next', user_id: 'U0ALICE', channel_id: 'C0CLOSE', response_url }
  await post(bot, { ...command, team_id: TEAM, api_app_id: 'A0BENCH', trigger_id: '1.1.1' })
}

async function post(bot: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const answer = await fetch(bot, signedForm(fields, signingSecret))
  if (answer.status !== 200) throw new Error(`The bot answered ${answer.status}.`)
}

/** Until everybody has their direct message, and nothing else is told. */
async function quiet(crowd: Crowd): Promise<void> {
  for (let before = -1; before !== crowd.totalCalls(); ) {
    before = crowd.totalCalls()
    await pause(QUIET_MS)
  }
}

/** From the press until it is answered privately. */
async function click(
  bot: string,
  { crowd, card, user, calls }: { crowd: Crowd; card: Button; user: string; calls: readonly TableCall[] },
): Promise<Click> {
  const response_url = `${crowd.url}/response/${user}`
  const payload = {
    type: 'block_actions',
    team: { id: TEAM },
    user: { id: user, team_id: TEAM },
    api_app_id: 'A0BENCH',
    trigger_id: '1.1.1',
    container: { type: 'message', message_ts: card.ts, channel_id: card.channel },
    channel: { id: card.channel },
    message: { ts: card.ts },
    response_url,
    actions: [
      { type: 'button', action_id: card.actionId, block_id: card.blockId, value: card.value, action_ts: card.ts },
    ],
  }
  const before = { calls: calls.length, slack: crowd.totalCalls() }
  const startedAt = performance.now()
  await post(bot, { payload: JSON.stringify(payload) })
  await waitUntil(`answer to ${user}`, async () => crowd.answersTo(response_url) > 0 || undefined)
  const ms = performance.now() - startedAt
  const made = calls.slice(before.calls)
  const units = (pick: (call: TableCall) => number) => made.reduce((total, call) => total + pick(call), 0)
  return {
    ms,
    readUnits: units(({ readUnits }) => readUnits),
    writeUnits: units(({ writeUnits }) => writeUnits),
    slackCalls: crowd.totalCalls() - before.slack,
  }
}
