/** How many single-character changes turn one text into the other (Levenshtein). */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const substituted = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      current.push(Math.min(substituted, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1))
    }
    previous = current
  }
  return previous[b.length] ?? 0
}

function byDistance(text: string, candidates: readonly string[]): { candidate: string; distance: number }[] {
  const wanted = text.toLowerCase()
  return candidates
    .map((candidate) => ({ candidate, distance: editDistance(wanted, candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
}

/** The `most` candidates nearest to a text, nearest first, case ignored. */
export function nearest(text: string, candidates: readonly string[], most: number): string[] {
  return byDistance(text, candidates)
    .slice(0, most)
    .map(({ candidate }) => candidate)
}

/** The one that a text is a misspelling of: no other is as near. Undefined where there is none. */
export function onlyNearest(text: string, candidates: readonly string[]): string | undefined {
  const [first, second] = byDistance(text, candidates)
  return first?.distance === second?.distance ? undefined : first?.candidate
}

/** The one that a word can be taken for, with two characters wrong or one in four. Undefined where there is none. */
export function similarTo(word: string, candidates: readonly string[]): string | undefined {
  const [first] = byDistance(word, candidates)
  const most = Math.min(word.length / 2, Math.max(2, word.length / 4))
  return first && first.distance <= most ? first.candidate : undefined
}
