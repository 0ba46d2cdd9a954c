import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findStage, readStages } from '../../../local/serverless/stages.ts'
import { configOfStage } from '../../../scripts/deploy/config-of-stage.ts'

test('stages differ in the table of serverless.yml, and only production reaches the production of Zuora', () => {
  const stages = readStages('serverless.yml').map(({ name, params }) => [name, params])
  expect(Object.fromEntries(stages)).toMatchObject({
    prod: { 'zuora-base-url': 'https://rest.zuora.com', 'config-file': 'closing-bell.yml', region: 'us-east-1' },
    sandbox: { 'zuora-base-url': 'https://rest.apisandbox.zuora.com', 'config-file': 'closing-bell.sandbox.yml' },
  })
})

test('a stage that is not in the table is answered with those that are', () => {
  expect(findStage('serverless.yml', 'prdo')).toEqual({
    ok: false,
    mistake: 'There is no stage “prdo”: `params` in serverless.yml has sandbox, prod. Add it there.',
  })
})

const found = findStage('serverless.yml', 'prod')
if (!found.ok) throw new Error(found.mistake)
const { stage } = found
const root = '/somewhere'
const ofTable = join(root, 'closing-bell.yml')
const there = (path: string) => path === ofTable

test('the configuration of a stage is the one of the table', () => {
  expect(configOfStage(stage, { root, given: undefined, exists: there })).toEqual({ ok: true, path: ofTable })
  expect(configOfStage(stage, { root, given: ofTable, exists: there })).toEqual({ ok: true, path: ofTable })
})

test('where the shell names another one, nothing is guessed', () => {
  expect(configOfStage(stage, { root, given: '/elsewhere/sandbox.yml', exists: there })).toEqual({
    ok: false,
    mistake:
      'CLOSING_BELL_CONFIG is /elsewhere/sandbox.yml, and serverless.yml says that stage prod has /somewhere/closing-bell.yml. Unset the one, or change the other.',
  })
})

test('where the table’s is not there, the shell’s is taken, and without one it is said how to write it', () => {
  const nowhere = () => false
  const path = '/elsewhere/mine.yml'
  expect(configOfStage(stage, { root, given: path, exists: nowhere })).toEqual({ ok: true, path })
  expect(configOfStage(stage, { root, given: undefined, exists: nowhere })).toEqual({
    ok: false,
    mistake:
      'Stage prod has no configuration yet: write /somewhere/closing-bell.yml (cp closing-bell.example.yml closing-bell.yml, then your own ids), or name another `config-file` in serverless.yml.',
  })
})
