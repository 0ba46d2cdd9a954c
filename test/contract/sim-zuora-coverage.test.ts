import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { routes } from '../../sim/zuora/api/routes.ts'
import { coverageTables, ruleEntries } from '../../sim/zuora/coverage/coverage.ts'
import { operations } from '../../sim/zuora/coverage/operations.ts'
import { categoryOf, startTenant } from './sim-zuora-tenant.ts'

const here = new URL('.', import.meta.url)

/** The rules that a test of this folder says it provokes. */
function provokedRules(): Set<string> {
  const tests = readdirSync(here).filter((name) => /^sim-zuora.*\.test\.ts$/.test(name))
  const calls = tests.flatMap((name) => [
    ...readFileSync(new URL(name, here), 'utf8').matchAll(
      /\bprovokes\(\s*(?:'(?:[^'\\]|\\.)*'|"[^"]*"|`[^`]*`),(?<rules>(?:\s*'[\w-]+',?)+)\s*\)/g,
    ),
  ])
  return new Set(calls.flatMap(({ groups }) => [...(groups?.rules ?? '').matchAll(/[\w-]+/g)].map(([name]) => name)))
}

test('every rule of Zuora that the stand-in has is provoked by a test, and none that it has not', () => {
  const done = ruleEntries.filter(([, { notDone }]) => notDone === undefined).map(([name]) => name)
  expect([...provokedRules()].sort()).toEqual(done.sort())
})

test('every operation of the stand-in is in its coverage, and none that it has not', () => {
  const covered = operations.filter(({ notDone }) => notDone === undefined).map(({ call }) => call)
  const there = ['POST /oauth/token', ...routes.map(({ method, path }) => `${method} ${path}`)]
  expect(there.sort()).toEqual(covered.sort())
})

test.each(operations.filter(({ notDone }) => notDone !== undefined))('$call is not there', async ({ call }) => {
  const tenant = await startTenant()
  const [method = '', path = ''] = call.split(' ')
  const missing = await tenant.call(method, path.replace('{id}', 'x'))
  expect([missing.status, categoryOf(missing.body)]).toEqual([404, 40])
})

test('the tables of the README are those of the coverage', () => {
  const readme = readFileSync(new URL('../../sim/zuora/README.md', here), 'utf8')
  const squeeze = (text: string) => text.replaceAll(/-{3,}/g, '---').replaceAll(/ +/g, ' ')
  const tables = coverageTables()
  expect(squeeze(readme)).toContain(squeeze(tables.operations))
  expect(squeeze(readme)).toContain(squeeze(tables.rules))
})
