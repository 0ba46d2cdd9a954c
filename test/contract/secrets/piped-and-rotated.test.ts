import { execFile } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, expect, test, vi } from 'vitest'
import { readSecretsOptions } from '../../../scripts/secrets/secrets-options.ts'
import { botToken, client, cloneProject, leave, openSecrets, paths, signingSecret } from './secrets-world.ts'

afterEach(() => vi.unstubAllEnvs())

const at = paths('prod')
const second = 'fedcba9876543210fedcba9876543210'
const wholeClient = `zuora/client-id=${client.id}\nzuora/client-secret=${client.secret}\n`
const rotate = '--stage prod --rotate slack/signing-secret'
const finish = '--stage prod --finish slack/signing-secret'

test('through a pipe each line names its secret; what is not named is kept', async () => {
  const { run, values, text } = await openSecrets({ [at.signing]: 'old' })
  const pipe = `# from the vault\r\n\r\nslack/bot-token=${botToken}\r\n${wholeClient}`
  expect(await run('--stage prod', { pipe })).toBe(0)
  expect(values()).toEqual({
    [at.signing]: 'old',
    [at.token]: botToken,
    [at.id]: client.id,
    [at.secret]: client.secret,
  })
  expect(text()).not.toContain(botToken)
  expect(text()).not.toContain(client.secret)
})

const mistaken = [
  [`slack/token=${botToken}`, 'line 1: begins with none of slack/bot-token=, '],
  [botToken, 'line 1: begins with none of'],
  [`slack/bot-token=${botToken}\nslack/bot-token=${botToken}`, 'line 2: slack/bot-token is given twice'],
  [`slack/bot-token=${client.secret}`, 'line 1: slack/bot-token does not begin with xoxb-'],
  [`zuora/client-id=${client.id}`, 'is given without zuora/client-secret, which is not set: give both'],
  ['\n', 'nothing came through the pipe'],
] as const

test('what is wrong with one line, or missing, refuses all of them; nothing is written, and no secret repeated', async () => {
  const { run, values, text } = await openSecrets()
  for (const [pipe, words] of mistaken) {
    expect(await run('--stage prod', { pipe })).toBe(2)
    expect(text()).toContain(words)
  }
  for (const secret of [botToken, client.id, client.secret]) expect(text()).not.toContain(secret)
  expect(values()).toEqual({})
})

test('a signing secret is rotated: the new one beside the old one, then alone', async () => {
  const { run, values, text } = await openSecrets({ [at.signing]: signingSecret })
  expect(await run(rotate, { type: [second] })).toBe(0)
  expect(text()).toContain('npm run secrets -- --stage prod --finish slack/signing-secret')
  expect(values()).toEqual({ [at.signing]: `${signingSecret},${second}` })
  expect(await run(finish)).toBe(0)
  expect(values()).toEqual({ [at.signing]: second })
  expect(text()).not.toMatch(new RegExp(`${signingSecret}|${second}`))
})

test('each half of a rotation may be done twice, or be left', async () => {
  const { run, values, text } = await openSecrets({ [at.signing]: signingSecret })
  expect(await run(finish)).toBe(0)
  expect(await run(rotate, { type: [leave] })).toBe(130)
  expect(await run(rotate, { type: [signingSecret] })).toBe(1)
  expect(values()).toEqual({ [at.signing]: signingSecret })
  await run(rotate, { pipe: `slack/signing-secret=${second}` })
  expect(await run(rotate, { type: [second] })).toBe(1)
  expect(text()).toContain('has two already: drop the old one first, with --finish slack/signing-secret')
  expect(values()).toEqual({ [at.signing]: `${signingSecret},${second}` })
  await run(finish)
  expect(await run(finish)).toBe(0)
  expect(values()).toEqual({ [at.signing]: second })
})

test('what is not set cannot be rotated; of what only one counts, it is said how it is replaced', async () => {
  const { run, text, values } = await openSecrets({ [at.token]: botToken })
  expect(await run(rotate, { type: [second] })).toBe(1)
  expect(text()).toContain('slack/signing-secret is not set yet')
  expect(await run('--stage prod --rotate slack/bot-token', { type: [botToken] })).toBe(2)
  expect(text()).toContain('replace it with --only slack/bot-token')
  expect(await run('--stage prod --finish slack/signing')).toBe(2)
  expect(values()).toEqual({ [at.token]: botToken })
})

test.each([
  ['', 'Which stage?'],
  ['--stage prod xoxb-1', 'A secret is never one'],
  ['--stage prod --slack/bot-token=xoxb-1', 'A secret is never one'],
  ['--stage prod --list --only zuora', 'do not go together'],
])('“%s” is not understood, and none of it is repeated', (command, words) => {
  const read = readSecretsOptions(command.split(' ').filter((word) => word !== ''))
  expect(read).toEqual({ mistake: expect.stringContaining(words) })
  expect(JSON.stringify(read)).not.toContain('xoxb-1')
})

test('the program itself reads a pipe, and writes with the credentials of the environment', async () => {
  const root = cloneProject()
  for (const part of ['scripts', 'local', 'src', 'node_modules', 'package.json'])
    symlinkSync(resolve(part), join(root, part))
  const { values, environment } = await openSecrets({}, root)
  const node = ['--disable-warning=ExperimentalWarning', '--preserve-symlinks', '--preserve-symlinks-main']
  const command = ['scripts/secrets.ts', '--stage', 'prod']
  const env = { PATH: process.env.PATH, ...environment }
  const child = promisify(execFile)(process.execPath, [...node, ...command], { cwd: root, env })
  child.child.stdin?.end(`slack/bot-token=${botToken}\nslack/signing-secret=${signingSecret}\n${wholeClient}`)
  const { stdout, stderr } = await child
  expect(stdout).toContain('Secrets of stage prod, in us-east-1 below /closing-bell/prod:')
  expect(stderr).toBe('')
  expect(stdout).not.toMatch(/xoxb-|kX7/)
  expect(values()).toMatchObject({ [at.token]: botToken, [at.secret]: client.secret })
})
