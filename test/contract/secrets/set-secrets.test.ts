import { afterEach, expect, test, vi } from 'vitest'
import { awsError } from '../../support/fake-parameter-store.ts'
import { botToken, client, cloneProject, leave, openSecrets, paths, signingSecret } from './secrets-world.ts'

afterEach(() => vi.unstubAllEnvs())

const at = paths('prod')
const all = [botToken, signingSecret, client.id, client.secret]
const allSet = { [at.token]: 'xoxb-old', [at.signing]: 'old', [at.id]: 'old-id', [at.secret]: 'old-secret' }
const unseen = (text: string) => all.filter((secret) => text.includes(secret))

test('what is not set is asked for, unseen, with what it is and where it is found, and written encrypted', async () => {
  const { run, values, stored, questions, text } = await openSecrets()
  expect(await run('--stage prod', { type: all })).toBe(0)
  expect(values()).toEqual({
    [at.token]: botToken,
    [at.signing]: signingSecret,
    [at.id]: client.id,
    [at.secret]: client.secret,
  })
  expect([...stored.values()].map(({ type }) => type)).toEqual(Array(4).fill('SecureString'))
  expect(questions.map(({ isHidden }) => isHidden)).toEqual([true, true, true, true])
  expect(text()).toContain('OAuth & Permissions › Bot User OAuth Token')
  expect(text()).toContain('slack/bot-token       not set')
  expect(unseen(text())).toEqual([])
})

test('a stage has its own; nothing of another is read or written', async () => {
  const { run, values, calls } = await openSecrets(allSet)
  expect(await run('--stage sandbox', { type: all })).toBe(0)
  expect(values()).toMatchObject({ ...allSet, [paths('sandbox').token]: botToken })
  expect(calls.filter(({ name }) => !name.startsWith('/closing-bell/sandbox'))).toEqual([])
})

test('what is set is shown with its day, never its value, and kept unless it is to be replaced', async () => {
  const { run, values, text, questions } = await openSecrets(allSet)
  expect(await run('--stage prod', { type: ['', 'r', signingSecret, 'keep'] })).toBe(0)
  expect(values()).toEqual({ ...allSet, [at.signing]: signingSecret })
  expect(text()).toContain('slack/bot-token       set on 2026-11-12, version 1')
  expect(text()).not.toMatch(/xoxb-old|old-id|old-secret|encrypted/)
  expect(questions.at(-1)?.words).toBe(
    'zuora/client-id and zuora/client-secret are set, since 2026-11-12. Keep or replace? [keep] ',
  )
})

test('a client’s id and secret are replaced together', async () => {
  const { run, values } = await openSecrets(allSet)
  expect(await run('--stage prod --only zuora', { type: ['replace', client.id, client.secret] })).toBe(0)
  expect(values()).toEqual({ ...allSet, [at.id]: client.id, [at.secret]: client.secret })
  expect(await run('--stage prod --only zuora', { type: ['replace', 'another-client-id', ''] })).toBe(0)
  expect(values()).toMatchObject({ [at.id]: client.id })
})

const wrong = {
  'slack/bot-token': [
    ['xapp-1-A0-1', 'That is an app-level token (xapp-)'],
    ['xoxp-1111', 'That is a person’s token (xoxp-)'],
    ['xoxe.xoxb-1-abcdefghijkl', 'switch token rotation off'],
    ['xoxb-cut', 'or is cut off'],
  ],
  'slack/signing-secret': [
    ['0123456789abcdef', 'That is not 32 digits of 0-9 and a-f'],
    [`${signingSecret},${signingSecret}`, 'That is not 32 digits'],
  ],
  zuora: [
    ['two words', 'That has a blank in it'],
    ['brief', 'That is too short'],
  ],
} as const

test.each(Object.entries(wrong))(
  '%s: what cannot be one is asked for once more, with what is wrong, unrepeated',
  async (only, tries) => {
    const { run, text, values } = await openSecrets()
    expect(await run(`--stage prod --only ${only}`, { type: [...tries.map(([value]) => value), leave] })).toBe(130)
    for (const [value, words] of tries) {
      expect(text()).toContain(words)
      expect(text()).not.toContain(value)
    }
    expect(text()).toContain('Nothing was written.')
    expect(values()).toEqual({})
  },
)

test('left in the middle, nothing at all is written; run again, it begins anew', async () => {
  const { run, values, calls } = await openSecrets()
  expect(await run('--stage prod', { type: [botToken, signingSecret, client.id, leave] })).toBe(130)
  expect(calls.map(({ operation }) => operation)).toEqual(['GetParametersByPath'])
  expect(await run('--stage prod', { type: all })).toBe(0)
  expect(Object.keys(values())).toHaveLength(4)
})

test('what is left empty stays as it is, and what is missing is said', async () => {
  const { run, values, text } = await openSecrets()
  expect(await run('--stage prod', { type: [botToken, '', ''] })).toBe(1)
  expect(values()).toEqual({ [at.token]: botToken })
  expect(text()).toContain('Still missing: slack/signing-secret, zuora/client-id, zuora/client-secret.')
})

test('refused half-way: what was written, what not, what does not fit together, and how to go on', async () => {
  const { run, values, text, refuseWith } = await openSecrets(allSet)
  // AWS quotes a value that it finds wrong.
  refuseWith((operation, name) =>
    operation === 'PutParameter' && name === at.secret
      ? awsError('ValidationException', `Value '${client.secret}' at 'value' failed to satisfy constraint`)
      : undefined,
  )
  expect(await run('--stage prod --only zuora', { type: ['r', client.id, client.secret] })).toBe(1)
  expect(values()).toMatchObject({ [at.id]: client.id, [at.secret]: 'old-secret' })
  expect(text()).toContain("zuora/client-secret was not written. ValidationException: Value '***' at 'value'")
  expect(text()).toContain('zuora/client-id is new and zuora/client-secret still that of another client')
  expect(unseen(text())).toEqual([])
  refuseWith(() => undefined)
  expect(await run('--stage prod --only zuora', { type: ['r', client.id, client.secret] })).toBe(0)
  expect(values()).toMatchObject({ [at.id]: client.id, [at.secret]: client.secret })
})

test.each([
  ['GetParametersByPath', 'AccessDeniedException', 'ssm:GetParametersByPath and ssm:PutParameter'],
  ['PutParameter', 'AccessDeniedException', 'ssm:GetParametersByPath and ssm:PutParameter'],
  ['GetParametersByPath', 'ExpiredTokenException', 'are they expired'],
  ['PutParameter', 'HierarchyTypeMismatchException', 'Delete it in Parameter Store'],
])('where AWS refuses %s with %s, what helps is said', async (refused, name, words) => {
  const { run, text, values, refuseWith } = await openSecrets()
  refuseWith((operation) => (operation === refused ? awsError(name, 'User is not authorized') : undefined))
  expect(await run('--stage prod', { type: all })).toBe(1)
  expect(text()).toContain(`${name}: User is not authorized`)
  expect(text()).toContain(words)
  expect(values()).toEqual({})
})

test('--list says what is set, ends with 1 where one is missing, and asks nothing', async () => {
  const { run, questions, text, stored } = await openSecrets(allSet)
  expect(await run('--stage prod --list')).toBe(0)
  stored.set(at.signing, { value: 'in plain text', version: 3, type: 'String' })
  stored.delete(at.token)
  expect(await run('--stage prod --list')).toBe(1)
  expect(text()).toMatch(/signing-secret {2}set on 2026-11-12, version 3; NOT ENCRYPTED/)
  expect(questions).toEqual([])
})

const ownOfEu = (text: string) =>
  text.replace(
    /^entities:.*\n(?: .*\n)+/m,
    'entities:\n  - { key: us, name: Example US }\n  - { key: eu, name: Example EU, credentials: own }\n',
  )
const uncommented = (text: string) => text.replaceAll(/# (ZUORA_EU_CLIENT_(?:ID|SECRET): )/g, '$1')

test('an entity with credentials of its own has its own two', async () => {
  const root = cloneProject({ config: ownOfEu, serverless: uncommented })
  const { run, values } = await openSecrets(allSet, root)
  expect(await run('--stage prod --only zuora/eu', { type: [client.id, client.secret] })).toBe(0)
  expect(values()).toEqual({
    ...allSet,
    '/closing-bell/prod/zuora/eu/client-id': client.id,
    '/closing-bell/prod/zuora/eu/client-secret': client.secret,
  })
})

test('where all entities have their own, the shared ones are not asked for', async () => {
  const config = (text: string) => ownOfEu(text).replace('  - { key: us, name: Example US }\n', '')
  const { run, text } = await openSecrets({}, cloneProject({ config, serverless: uncommented }))
  expect(await run('--stage prod --list')).toBe(1)
  expect(text()).toContain('zuora/eu/client-id')
  expect(text()).not.toContain(' zuora/client-id')
})

test('credentials that the configuration needs and serverless.yml does not give are said before anything is asked', async () => {
  const { run, text, calls } = await openSecrets({}, cloneProject({ config: ownOfEu }))
  expect(await run('--stage prod', { type: all })).toBe(2)
  expect(text()).toContain('serverless.yml gives no ZUORA_EU_CLIENT_ID')
  expect(calls).toEqual([])
})

test('a stage that serverless.yml does not name is refused, and those that there are are named', async () => {
  const { run, text } = await openSecrets()
  expect(await run('--stage production')).toBe(2)
  expect(text()).toMatch(/no stage “production”.*prod/)
})
