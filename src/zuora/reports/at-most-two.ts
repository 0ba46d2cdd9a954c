/** The results in the order of what was given; no more than two are worked on at a time. */
export async function atMostTwo<Given, Result>(
  given: readonly Given[],
  work: (one: Given) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<number, Result>()
  const waiting = given.entries()
  const worker = async () => {
    for (const [index, one] of waiting) results.set(index, await work(one))
  }
  await Promise.all([worker(), worker()])
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result)
}
