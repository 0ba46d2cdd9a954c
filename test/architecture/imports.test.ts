import { describe, expect, test } from 'vitest'
import { isAllowed, rowOf, rows } from './import-rules.ts'
import { findCircle, importsIn, readSourceFiles } from './source-files.ts'

const source = readSourceFiles('src')
const files = [...source, ...readSourceFiles('sim', 'local', 'scripts', 'bench')]

test.each(files.map((file) => [file.path, file] as const))('%s imports only what its folder may', (path, file) => {
  const row = rowOf(path)
  const broken = file.imports.filter((found) => !row || !isAllowed(row, found)).map(({ target }) => target)
  expect(broken, row?.why ?? 'Every file of the program belongs to a row of the rules.').toEqual([])
})

test('production code does not know of what runs, plays or tests it', () => {
  const knowing = source.filter(({ imports }) =>
    imports.some(({ target }) => /^(sim|local|bench|scripts|test)\//.test(target)),
  )
  expect(knowing.map(({ path }) => path)).toEqual([])
})

test('runtime is imported by handlers only: nothing else gets a ready-made adapter', () => {
  const importers = files.filter(({ imports }) => imports.some(({ target }) => target.startsWith('src/runtime/')))
  const others = importers.filter(({ path }) => !path.startsWith('src/handlers/') && !path.startsWith('src/runtime/'))
  expect(others.map(({ path }) => path)).toEqual([])
})

test('there is no circle of imports: each file can be read after those that it uses', () => {
  expect(findCircle(files)).toBeUndefined()
})

test('what is imported is there', () => {
  const paths = new Set(files.map(({ path }) => path))
  const missing = source.flatMap(({ imports }) =>
    imports.filter(({ target }) => !/^(npm|node):/.test(target) && !paths.has(target)),
  )
  expect(missing).toEqual([])
})

describe('the rules themselves', () => {
  test.each(rows)('the row of $files is about files that exist', ({ files: begin }) => {
    expect(files.some(({ path }) => path.startsWith(begin))).toBe(true)
  })

  test('every form of import is seen', () => {
    const code = [
      "import { a } from './a.ts'",
      "import type { B } from './b.ts'",
      "import {\n  c,\n  type D,\n} from './c.ts'",
      "import * as e from './e.ts'",
      "import './f.ts'",
      "export { g } from './g.ts'",
      "export type { H } from './h.ts'",
      "export * from './i.ts'",
      "export const j = 1\nconst k = await import('./k.ts')",
      "type L = typeof import('./l.ts')",
      "const m = require('./m.cjs')",
    ]
    const seen = importsIn(code.join('\n')).sort((x, y) => x.target.localeCompare(y.target))
    expect(seen.map(({ target }) => target)).toEqual(
      ['a.ts', 'b.ts', 'c.ts', 'e.ts', 'f.ts', 'g.ts', 'h.ts', 'i.ts', 'k.ts', 'l.ts', 'm.cjs'].map(
        (name) => `./${name}`,
      ),
    )
    expect(seen.filter(({ typeOnly }) => typeOnly).map(({ target }) => target)).toEqual(['./b.ts', './h.ts'])
  })

  test.each([
    ['src/domain/request.ts', 'node:crypto'],
    ['src/domain/request.ts', 'npm:zod'],
    ['src/domain/request.ts', 'src/usecases/ports/record/requests.ts'],
    ['src/usecases/decide.ts', 'npm:zod'],
    ['src/usecases/decide.ts', 'src/slack/ids.ts'],
    ['src/store/requests/requests.ts', 'src/workflow/executions.ts'],
    ['src/zuora/client.ts', 'src/usecases/decide.ts'],
    ['src/slack/app.ts', 'src/zuora/errors.ts'],
    ['src/slack/app.ts', 'src/runtime/settings.ts'],
    ['src/handlers/slack.ts', 'npm:@aws-sdk/client-dynamodb'],
    ['src/handlers/slack.ts', 'src/store/requests/requests.ts'],
    ['src/config.ts', 'src/domain/policy/policy.ts'],
    ['sim/zuora/server.ts', 'src/zuora/errors.ts'],
    ['local/main.ts', 'src/domain/request.ts'],
    ['local/main.ts', 'src/store/table.ts'],
  ])('%s may not import %s, not even as a type', (path, target) => {
    const row = rowOf(path)
    expect(row && isAllowed(row, { target, typeOnly: true })).toBe(false)
  })

  test('a circle is found', () => {
    const file = (path: string, target: string) => ({ path, text: '', imports: [{ target, typeOnly: true }] })
    expect(findCircle([file('a', 'b'), file('b', 'c'), file('c', 'b')])).toEqual(['b', 'c', 'b'])
  })
})
