/** Who of these may take a seat of a stage, by identity, and how many seats it has. */
export type Seats = { people: ReadonlySet<string>; approvals: number }

/**
 * How many seats of all stages can be filled at once: each person takes one only, whatever stages name them. (A maximum
 * matching: a seat that is wanted is given up by its holder when they find another.)
 */
export function seatsFilled(stages: readonly Seats[], without: ReadonlySet<string>): number {
  const seats = stages.flatMap(({ people, approvals }) => Array.from({ length: approvals }, () => people))
  const seatedAt = new Map<string, number>()

  function findFor(seat: number, tried: Set<string>): boolean {
    for (const person of seats[seat] ?? []) {
      if (without.has(person) || tried.has(person)) continue
      tried.add(person)
      const held = seatedAt.get(person)
      if (held !== undefined && !findFor(held, tried)) continue
      seatedAt.set(person, seat)
      return true
    }
    return false
  }

  return seats.filter((_, seat) => findFor(seat, new Set())).length
}

/** What is short when one person does not approve: a stage, from 1, or with null all of them together; `others` are left. */
export type Short = { stage: number | null; needed: number; others: number }

/** Each stage needs enough of its own, and, because one person counts once, all of them together do, too. */
export function shortWithout(stages: readonly Seats[], person: string): Short | undefined {
  const ofStages = stages.map(({ people, approvals: needed }, index) => ({
    stage: stages.length > 1 ? index + 1 : null,
    needed,
    others: people.size - (people.has(person) ? 1 : 0),
  }))
  const needed = seatsIn(stages)
  const together = { stage: null, needed, others: seatsFilled(stages, new Set([person])) }
  return ofStages.find((one) => one.others < one.needed) ?? (together.others < needed ? together : undefined)
}

export function seatsIn(stages: readonly Seats[]): number {
  return stages.reduce((sum, { approvals }) => sum + approvals, 0)
}

/** The stages, by their place in the list, that the absence of one person would leave without enough; or `all` of them together. */
export function stagesWithNobodyToSpare(stages: readonly Seats[], without: string): (number | 'all')[] {
  const isSingle = stages.length === 1
  const exact = stages.flatMap(({ people, approvals }, index) => {
    const present = people.size - (people.has(without) ? 1 : 0)
    return approvals > 0 && present === approvals ? [isSingle ? ('all' as const) : index] : []
  })
  if (exact.length > 0) return exact
  const needed = seatsIn(stages)
  const everybody = new Set(stages.flatMap(({ people }) => [...people]))
  const isTight = [...everybody].some((one) => one !== without && seatsFilled(stages, new Set([without, one])) < needed)
  return isTight ? ['all'] : []
}
