import fc from 'fast-check'

/** JSON as it is read from a file, to be changed at will. */
type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export type Path = readonly (string | number)[]

/** One thing that is done to a copy of an export. Where it has no effect, nothing is done. */
export type Mutation =
  | { kind: 'character'; leaf: number; at: number; character: string; way: 'replace' | 'insert' | 'remove' }
  | { kind: 'value'; leaf: number; value: null | boolean | number | string }
  | { kind: 'key'; object: number; key: number; way: 'add' | 'remove' | 'rename' }
  | { kind: 'list'; list: number; at: number; to: number; way: 'remove' | 'repeat' | 'swap' | 'insert' | 'truncate' }
  | { kind: 'swap-hashes'; one: number; other: number }

const index = fc.nat({ max: 5000 })

export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('character' as const),
      leaf: index,
      at: index,
      character: fc.constantFrom('x', '0', ' ', '"', 'é', '\u0000', '\ud800'),
      way: fc.constantFrom('replace' as const, 'insert' as const, 'remove' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('value' as const),
      leaf: index,
      value: fc.constantFrom(null, true, false, 0, 7, 1.5, '', 'filed', 'outcome', 'sealed'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('key' as const),
      object: index,
      key: index,
      way: fc.constantFrom('add' as const, 'remove' as const, 'rename' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('list' as const),
      list: index,
      at: index,
      to: index,
      way: fc.constantFrom(...(['remove', 'repeat', 'swap', 'insert', 'truncate'] as const)),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('swap-hashes' as const), one: index, other: index }) },
)

/** The export with the mutation, and where it was done. */
export function mutated(given: unknown, change: Mutation): { value: Json; path: Path } {
  const value: Json = JSON.parse(JSON.stringify(given))
  const places = placesIn(value, [])
  const pick = (isWanted: (inner: Json, path: Path) => boolean, which: number) => {
    const wanted = places.filter(({ inner, path }) => isWanted(inner, path))
    return wanted[which % wanted.length]?.path ?? []
  }
  switch (change.kind) {
    case 'character':
    case 'value': {
      const path = pick((inner) => typeof inner !== 'object' || inner === null, change.leaf)
      const before = read(value, path)
      write(value, path, change.kind === 'value' ? change.value : withCharacter(before, change))
      return { value, path }
    }
    case 'key': {
      const path = pick(isObject, change.object)
      changeKey(read(value, path), change)
      return { value, path }
    }
    case 'list': {
      const path = pick((inner) => Array.isArray(inner) && inner.length > 0, change.list)
      const list = read(value, path)
      if (Array.isArray(list)) changeList(list, change)
      return { value, path }
    }
    case 'swap-hashes': {
      const isHash = (_inner: Json, path: Path) => path.at(-1) === 'hash'
      const [one, other] = [pick(isHash, change.one), pick(isHash, change.other)]
      const [first, second] = [read(value, one), read(value, other)]
      write(value, one, second)
      write(value, other, first)
      return { value, path: one }
    }
  }
}

function placesIn(inner: Json, path: Path): { inner: Json; path: Path }[] {
  if (typeof inner !== 'object' || inner === null) return [{ inner, path }]
  const below = Array.isArray(inner) ? inner.map((one, at) => [at, one] as const) : Object.entries(inner)
  return [{ inner, path }, ...below.flatMap(([key, one]) => placesIn(one, [...path, key]))]
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function read(value: Json, path: Path): Json {
  return path.reduce<Json>((inner, key) => {
    if (Array.isArray(inner)) return inner[Number(key)] ?? null
    return isObject(inner) ? (inner[key] ?? null) : null
  }, value)
}

export function write(value: Json, path: Path, inner: Json): void {
  const parent = read(value, path.slice(0, -1))
  const key = path.at(-1) ?? ''
  if (Array.isArray(parent)) parent[Number(key)] = inner
  else if (isObject(parent)) parent[key] = inner
}

function withCharacter(before: Json, { at, character, way }: Extract<Mutation, { kind: 'character' }>): Json {
  if (typeof before === 'number') return way === 'remove' ? Math.trunc(before / 10) : before + 1 + (at % 9)
  if (typeof before === 'boolean') return !before
  if (before === null) return character
  const text = String(before)
  const place = at % (text.length + 1)
  const behind = way === 'insert' ? place : place + 1
  return text.slice(0, place) + (way === 'remove' ? '' : character) + text.slice(behind)
}

function changeKey(object: Json, { key, way }: Extract<Mutation, { kind: 'key' }>): void {
  if (!isObject(object)) return
  const keys = Object.keys(object)
  const name = keys[key % keys.length]
  if (way === 'add') object[key % 2 === 0 ? 'added' : '10'] = null
  if (name === undefined || way === 'add') return
  const inner = object[name] ?? null
  delete object[name]
  if (way === 'rename') object[`${name}x`] = inner
}

function changeList(list: Json[], { at, to, way }: Extract<Mutation, { kind: 'list' }>): void {
  const [from, other] = [at % list.length, to % list.length]
  const [one, two] = [list[from] ?? null, list[other] ?? null]
  if (way === 'remove') list.splice(from, 1)
  if (way === 'truncate') list.splice(from)
  if (way === 'repeat') list.splice(other, 0, structuredClone(one))
  if (way === 'insert') list.splice(other, 0, isObject(one) ? { ...structuredClone(one), at: 'forged' } : 'forged')
  if (way === 'swap') list.splice(from, 1, two)
  if (way === 'swap') list.splice(other, 1, one)
}
