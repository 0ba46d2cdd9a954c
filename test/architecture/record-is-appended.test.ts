import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readSourceFiles, type SourceFile } from './source-files.ts'

const source = readSourceFiles('src')
const store = source.filter(({ path }) => path.startsWith('src/store/'))
const pathsOf = (found: readonly SourceFile[]) => found.map(({ path }) => path)

/** The attributes of an item that are the record: entries, and the hashes over them. */
const record = '(?:log|chain|later|laterChain)'

/** What a piece of code does to a record beyond appending to it. */
function wrongIn(text: string): string[] {
  const assignments = [...text.matchAll(new RegExp(`#(${record})\\s*=(?!=)\\s*([^,\`']*)`, 'g'))]
  return [
    ...assignments
      .filter(([, name, value]) => !isAppend(String(name), String(value)))
      .map(([assignment]) => `is not appended: ${assignment}`),
    ...[...text.matchAll(new RegExp(`'(#\\w+)': '(${record})'`, 'g'))]
      .filter(([, placeholder, name]) => placeholder !== `#${name}`)
      .map(([alias]) => `goes by another name: ${alias}`),
    ...[...text.matchAll(new RegExp(`\\b(?:REMOVE|DELETE|ADD)\\b[^\`']*#${record}\\b`, 'g'))].map(
      ([removal]) => `is removed: ${removal}`,
    ),
    ...[...text.matchAll(new RegExp(`\\b(?:SET|REMOVE|DELETE|ADD)\\s+(?:[^\`']*,\\s*)?${record}\\b`, 'g'))].map(
      ([plain]) => `is written by its plain name: ${plain}`,
    ),
    ...[...text.matchAll(new RegExp(`setOf\\(\\{[^}]*\\b${record}\\b`, 'g'))].map(([set]) => `is set: ${set}`),
  ]
}

function isAppend(name: string, value: string): boolean {
  return value.startsWith(`list_append(#${name}`) || value.startsWith(`list_append(if_not_exists(#${name}`)
}

test.each(store.map((file) => [file.path, file] as const))('%s only appends to a record', (_path, { text }) => {
  expect(wrongIn(text)).toEqual([])
})

test('what is first written under a number of the register is put only where nothing is', () => {
  const writers = store.filter(({ text }) => /\bwriteRe(?:quest|gistered)\(|\bwriteFiled\(/.test(text))
  expect(pathsOf(writers)).toEqual([
    'src/store/filings/filing-item.ts',
    'src/store/register/numbering.ts',
    'src/store/requests/request-item.ts',
  ])
  const numbering = store.find(({ path }) => path === 'src/store/register/numbering.ts')?.text ?? ''
  const puts = numbering.match(/new PutItemCommand\([^;]*?\}\)/gs) ?? []
  expect(puts).toHaveLength(1)
  expect(puts[0]).toContain("ConditionExpression: 'attribute_not_exists(pk)'")
})

test('what a turn may change of a request leaves out its record', () => {
  const port = source.find(({ path }) => path === 'src/usecases/ports/record/requests.ts')?.text ?? ''
  const changes = /export type RequestChanges = [^>]*Omit<Request, ([^>]*)>/.exec(port)?.[1] ?? ''
  for (const name of ['log', 'chain', 'later', 'laterChain', 'decisions']) expect(changes).toContain(`'${name}'`)
  const filings = source.find(({ path }) => path === 'src/usecases/ports/record/filings.ts')?.text ?? ''
  expect(filings).toContain("changes: Partial<Pick<Filed, 'about' | 'status'>>")
})

test('nothing deletes an item, or writes past these updates', () => {
  const commands = /\b(?:Delete|BatchWrite|TransactWrite|BatchExecute|Execute)\w*Command\b|ExecuteStatement|PartiQL/
  expect(pathsOf(source.filter(({ path, text }) => !path.startsWith('src/workflow/') && commands.test(text)))).toEqual(
    [],
  )
  expect(pathsOf(source.filter(({ text, path }) => /client-dynamodb/.test(text) && !isOfTable(path)))).toEqual([])
})

function isOfTable(path: string): boolean {
  return path.startsWith('src/store/') || path.startsWith('src/runtime/')
}

test('no function is allowed to delete an item, or to write in any other way', () => {
  const actions = readFileSync('serverless.yml', 'utf8').match(/\bdynamodb:[\w*]+/g) ?? []
  expect(actions).not.toEqual([])
  const known = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:UpdateItem']
  expect(actions.filter((action) => !known.includes(action))).toEqual([])
})

describe('the rules themselves', () => {
  test.each([
    "'SET #log = :entries'",
    "'SET #log = list_append(:entries, #log)'",
    "'SET #chain = list_append(#log, :hashes)'",
    "'SET log = :entries'",
    "'SET a = :a, later = :entries'",
    "attributes: { '#entries': 'log' }",
    "'REMOVE openPk, #later'",
    'setOf({ ...changes, chain, revision: 1 })',
  ])('%s is found', (code) => {
    expect(wrongIn(code)).not.toEqual([])
  })

  test.each([
    "'SET #log = list_append(#log, :entries), #chain = list_append(#chain, :hashes)'",
    "'#later = list_append(if_not_exists(#later, :empty), :entries)'",
    "'#revision = :read AND size(#log) = :length'",
    "attributes: { '#log': 'log' }",
  ])('%s is in order', (code) => {
    expect(wrongIn(code)).toEqual([])
  })
})
