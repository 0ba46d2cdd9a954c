import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { findStage } from '../../../local/serverless/stages.ts'
import { configOfStage } from '../../../scripts/deploy/config-of-stage.ts'

test.each([
  ['prod', 'https://rest.zuora.com', 'closing-bell.yml'],
  ['sandbox', 'https://rest.apisandbox.zuora.com', 'closing-bell.sandbox.yml'],
])('stages differ in the table of serverless.yml: %s reaches %s and has %s', (name, zuora, file) => {
  expect(findStage('serverless.yml', name)).toMatchObject({
    ok: true,
    stage: { name, params: { 'zuora-base-url': zuora, 'config-file': file, region: 'us-east-1' } },
  })
})

test('a stage that is not in the table is answered with those that are', () => {
  expect(findStage('serverless.yml', 'prdo')).toEqual({
    ok: false,
    mistake: 'There is no stage “prdo”: `params` in serverless.yml has sandbox, prod. Add it there.',
  })
})

test('a parameter that the table does not know, such as a misspelt one, is refused: the stage would silently have the usual one', () => {
  const dir = mkdtempSync(join(tmpdir(), 'stages-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  const path = join(dir, 'serverless.yml')
  const text = readFileSync('serverless.yml', 'utf8')
  writeFileSync(
    path,
    text.replace('    zuora-base-url: https://rest.zuora.com', '    zuora-baseurl: https://rest.zuora.com'),
  )
  expect(findStage(path, 'prod')).toEqual({
    ok: false,
    mistake:
      'Stage prod has zuora-baseurl, which `default` of `params` in serverless.yml does not have: is it misspelt?',
  })
  expect(findStage(path, 'sandbox')).toMatchObject({ ok: true })
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
