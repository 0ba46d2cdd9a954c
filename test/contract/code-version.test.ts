import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleIfChanged } from '../../local/bundle-if-changed.ts'
import { readServerlessFile } from '../../local/serverless/serverless-file.ts'
import { codeVersion } from '../../scripts/build/code-version.ts'

let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'code-'))
})
afterAll(() => rmSync(dir, { recursive: true }))

function makeProject(...path: string[]): string {
  const root = join(dir, ...path)
  mkdirSync(join(root, 'src'), { recursive: true })
  writeFileSync(join(root, 'package.json'), '{ "version": "0.3.0" }')
  writeFileSync(join(root, 'src', 'a.ts'), 'export const a = 1\n')
  return root
}

const git = (root: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], { cwd: root, encoding: 'utf8' })

test('the code is named by its version and its commit, and whether it is just that', () => {
  const root = makeProject('committed')
  git(root, 'init', '-q')
  expect(codeVersion(root)).toBe('0.3.0 unknown')
  git(root, 'add', '.')
  git(root, 'commit', '-qm', 'Begin')
  const commit = git(root, 'rev-parse', 'HEAD').slice(0, 12)
  expect(codeVersion(root)).toBe(`0.3.0 ${commit}`)
  writeFileSync(join(root, 'closing-bell.yml'), 'not code\n')
  expect(codeVersion(root)).toBe(`0.3.0 ${commit}`)
  writeFileSync(join(root, 'src', 'b.ts'), 'export const b = 1\n')
  expect(codeVersion(root)).toBe(`0.3.0 ${commit}-dirty`)
})

test('the repository around a project that has none says nothing of it', () => {
  const around = makeProject('around')
  git(around, 'init', '-q')
  git(around, 'add', '.')
  git(around, 'commit', '-qm', 'Begin')
  expect(codeVersion(makeProject('around', 'unpacked'))).toBe('0.3.0 unknown')
})

test('the code’s name is in the bundle, and another commit makes the bundles again', async () => {
  const wake = readServerlessFile('serverless.yml').functions.filter(({ name }) => name === 'wake')
  const outDir = join(dir, 'build')
  const bundleOf = async (code: string) => (await bundleIfChanged(wake, outDir, code)).get('wake') ?? ''
  const file = await bundleOf('0.3.0 1a2b3c4d5e6f')
  expect(readFileSync(file, 'utf8')).toContain('0.3.0 1a2b3c4d5e6f')
  const madeAt = statSync(file).mtimeMs
  await bundleOf('0.3.0 1a2b3c4d5e6f')
  expect(statSync(file).mtimeMs).toBe(madeAt)
  // No process has such an id.
  const ofEndedProgram = join(outDir, '99999999-left')
  mkdirSync(ofEndedProgram)
  expect(readFileSync(await bundleOf('0.3.0 ffffffffffff'), 'utf8')).toContain('0.3.0 ffffffffffff')
  expect(existsSync(ofEndedProgram)).toBe(false)
  // A program that was started before goes on with what it was started with.
  expect(readFileSync(file, 'utf8')).toContain('0.3.0 1a2b3c4d5e6f')
})
