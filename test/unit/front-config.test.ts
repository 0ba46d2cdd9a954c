import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { compileConfig } from '../../scripts/build/compile-config.ts'
import { readFrontConfig } from '../../src/config/front.ts'
import { readConfig } from '../../src/config.ts'
import { readFrontConfigFile } from '../../src/runtime/front-config.ts'

const compiled = compileConfig('closing-bell.example.yml')
const example: unknown = compiled.ok ? JSON.parse(compiled.json) : undefined

test('`slack` reads of the configuration what everybody else reads', () => {
  const whole = readConfig(example)
  const front = readFrontConfig(example)
  expect(whole).toMatchObject({ ok: true, config: { slack: front?.slack, entities: front?.entities } })
  expect(front?.entities).not.toEqual([])
})

test.each<[string, object]>([
  ['without a workspace', { slack: { channel: 'C0CLOSE' } }],
  ['with a channel that is none', { slack: { team: 'T0LOCAL', channel: '#close' } }],
  ['without entities', { entities: [] }],
  ['with a command that is none', { slack: { team: 'T0LOCAL', channel: 'C0CLOSE', command: 'period' } }],
])('%s it stops', (_what, change) => {
  expect(readFrontConfig({ ...Object(example), ...change })).toBeUndefined()
})

test('a file that is no configuration stops the function and is named', () => {
  const dir = mkdtempSync(join(tmpdir(), 'front-config-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  const path = join(dir, 'closing-bell.json')
  writeFileSync(path, '{}')
  expect(() => readFrontConfigFile(path)).toThrow(`${path} is not what npm run package makes of closing-bell.yml.`)
  writeFileSync(path, '{')
  expect(() => readFrontConfigFile(path)).toThrow()
})
