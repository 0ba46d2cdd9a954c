import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { botToken, card, clientOf, openWorkplace, readAnything, signingSecret } from './sim-slack-workplace.ts'

const server = join(import.meta.dirname, '../../sim/slack/server.ts')

test('after a kill and a restart the bot still changes its old message, and the page shows everything', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'sim-slack-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const file = join(directory, 'slack.sqlite')
  const options = {
    port: 0,
    file,
    botUrl: 'http://127.0.0.1:9/',
    signingSecret,
    botToken,
    teamId: 'T0LOCAL',
    appId: 'A0LOCAL',
  }
  const script = `const { startSlack } = await import(${JSON.stringify(server)})
    console.log((await startSlack(${JSON.stringify(options)})).url)`
  const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', script])
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const [line] = await once(child.stdout, 'data')
  const before = clientOf(String(line).trim())
  const { ts = '' } = await before.chat.postMessage({ channel: 'C0CLOSE', text: 'Close Oct 2026?', blocks: card })
  await before.chat.postEphemeral({ channel: 'C0CLOSE', user: 'U0ERIN', text: 'not you' })
  child.kill('SIGKILL')
  await once(child, 'exit')

  const { slack, client } = await openWorkplace({ file })
  expect(await client.chat.update({ channel: 'C0CLOSE', ts, text: 'closed' })).toMatchObject({ ok: true, ts })
  const next = await client.chat.postMessage({ channel: 'C0CLOSE', text: 'next' })
  expect(next.ts && next.ts > ts).toBe(true)
  const screen = await readAnything(await fetch(`${slack.url}/sim/screen?user=U0ERIN`))
  expect(screen).toMatchObject({ messages: [{ text: 'closed' }, { text: 'next' }], ephemerals: [{ text: 'not you' }] })
})
