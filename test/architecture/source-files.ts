import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

export type SourceFile = { path: string; text: string; imports: readonly Import[] }

/** `target`: a path from the root of the project, `npm:<package>` or `node:<module>`. */
export type Import = { target: string; typeOnly: boolean }

/** Every file of code in the folders, with what it imports; type-only imports count. */
export function readSourceFiles(...folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(posix.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|tsx|mjs|cjs)$/.test(name))
      .map((name) => readSourceFile(posix.join(folder, name)))
      .sort((a, b) => a.path.localeCompare(b.path)),
  )
}

function readSourceFile(path: string): SourceFile {
  const text = readFileSync(posix.join(root, path), 'utf8')
  const code = text.replaceAll(/\/\*.*?\*\//gs, '').replaceAll(/^\s*\/\/.*$/gm, '')
  return { path, text, imports: importsIn(code).map((found) => ({ ...found, target: targetOf(found.target, path) })) }
}

// The formatter leaves each of them at the start of a line, with single quotes.
const statements = [
  /^(?<keyword>import|export)(?<type> type)?\s[^'"`;]*?\bfrom\s*'(?<target>[^']+)'/gm,
  /^import\s*'(?<target>[^']+)'/gm,
  /\bimport\(\s*'(?<target>[^']+)'\s*[,)]/g,
  /\brequire\(\s*'(?<target>[^']+)'\s*\)/g,
]

export function importsIn(code: string): Import[] {
  return statements.flatMap((statement) =>
    [...code.matchAll(statement)].map(({ groups }) => ({
      target: groups?.target ?? '',
      typeOnly: groups?.type !== undefined,
    })),
  )
}

function targetOf(specifier: string, from: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier)
  if (specifier.startsWith('node:')) return specifier
  if (builtinModules.includes(specifier)) return `node:${specifier}`
  const [scope = '', name = ''] = specifier.split('/')
  return `npm:${scope.startsWith('@') ? `${scope}/${name}` : scope}`
}

/** The first circle of imports that is found, as the files on it in order. */
export function findCircle(files: readonly SourceFile[]): string[] | undefined {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const done = new Set<string>()
  const walk = (path: string, trail: readonly string[]): string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path]
    if (done.has(path)) return undefined
    for (const { target } of byPath.get(path)?.imports ?? []) {
      const circle = walk(target, [...trail, path])
      if (circle) return circle
    }
    done.add(path)
    return undefined
  }
  for (const { path } of files) {
    const circle = walk(path, [])
    if (circle) return circle
  }
  return undefined
}
