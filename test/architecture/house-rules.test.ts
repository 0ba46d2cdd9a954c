import { expect, test } from 'vitest'
import { readSourceFiles, type SourceFile } from './source-files.ts'

const source = readSourceFiles('src')
const files = [...source, ...readSourceFiles('sim', 'local', 'scripts', 'bench')]
const linesOf = ({ text }: SourceFile) => text.trimEnd().split('\n').length
const pathsOf = (found: readonly SourceFile[]) => found.map(({ path }) => path)

test('no file is longer than 200 lines', () => {
  expect(pathsOf(files.filter((file) => linesOf(file) > 200))).toEqual([])
})

test('a handler has at most 25 lines: there is no room for a decision', () => {
  const handlers = source.filter(({ path }) => path.startsWith('src/handlers/'))
  expect(handlers.length).toBeGreaterThan(0)
  expect(pathsOf(handlers.filter((file) => linesOf(file) > 25))).toEqual([])
})

test('a file is named in kebab-case after what it exports, not after a kind of thing', () => {
  const namesNothing = /(^|[/-])(index|utils?|helpers?|manager|service|misc)(\.|-|\/)/
  const isKebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.d)?\.(ts|tsx|mjs|cjs)$/
  const wrong = files.filter(({ path }) => namesNothing.test(path) || !isKebab.test(path.split('/').at(-1) ?? ''))
  expect(pathsOf(wrong)).toEqual([])
})

test('there are no default exports: a thing has one name everywhere', () => {
  expect(pathsOf(files.filter(({ text }) => /^export default\b/m.test(text)))).toEqual([])
})

test('only runtime reads the environment', () => {
  const readers = source.filter(({ text }) => /\bprocess\b(?!-|ing)\.|from 'node:process'|import\.meta\.env/.test(text))
  expect(pathsOf(readers.filter(({ path }) => !path.startsWith('src/runtime/')))).toEqual([])
})

test('the domain and the use cases are given the time and the dice', () => {
  const pure = source.filter(({ path }) => /^src\/(domain|usecases)\//.test(path))
  const asks =
    /\bDate\.now\(|new Date\(\)|Math\.random|randomUUID|performance\.now|Temporal\.Now|setTimeout|setInterval/
  expect(pathsOf(pure.filter(({ text }) => asks.test(text)))).toEqual([])
})

test('the domain answers “no” with a value: it throws nothing and waits for nothing', () => {
  const domain = source.filter(({ path }) => path.startsWith('src/domain/'))
  expect(pathsOf(domain.filter(({ text }) => /^\s*throw\b|\bawait\s|\basync\s|\bPromise</m.test(text)))).toEqual([])
})

test('no code in src is there for tests or for one machine', () => {
  const traces = /\bNODE_ENV\b|\bvitest\b|import\.meta\.vitest|\bfor tests?\b|\bForTests?\b|\bisLocal\b|\bLOCAL_MODE\b/i
  expect(pathsOf(source.filter(({ text }) => traces.test(text)))).toEqual([])
})

test('the name of an error is a literal: minifying turns a class’s own name into one letter', () => {
  const errors = source.filter(({ text }) => /\bextends Error\b/.test(text))
  expect(errors.length).toBeGreaterThan(0)
  const classes = (text: string) => text.match(/\bextends Error\b/g)?.length
  const names = (text: string) => text.match(/override (readonly )?name = '\w+' as const/g)?.length
  expect(pathsOf(errors.filter(({ text }) => classes(text) !== names(text)))).toEqual([])
  expect(pathsOf(source.filter(({ text }) => /constructor\.name/.test(text)))).toEqual([])
})
