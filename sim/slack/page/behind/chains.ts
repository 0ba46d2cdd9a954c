import type { BehindEntry } from '../../behind/behind-source.ts'

/** Entries that have a link in common, with each other or by way of others, are one chain. */
export const chainsOf = (entries: readonly BehindEntry[]): BehindEntry[][] => {
  const parents = new Map<string, string>()
  const rootOf = (link: string): string => {
    const parent = parents.get(link)
    if (parent === undefined) return link
    const root = rootOf(parent)
    parents.set(link, root)
    return root
  }
  for (const { links } of entries) {
    const [first, ...others] = links
    for (const other of others) {
      const [one, two] = [rootOf(first ?? other), rootOf(other)]
      if (one !== two) parents.set(two, one)
    }
  }
  const chains = new Map<string, BehindEntry[]>()
  for (const entry of entries) {
    const [link = `entry ${entry.id}`] = entry.links
    const root = rootOf(link)
    const chain = chains.get(root) ?? []
    chain.push(entry)
    chains.set(root, chain)
  }
  return [...chains.values()]
}
