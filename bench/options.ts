export const parts = ['cold-start', 'closes', 'load'] as const
export type Part = (typeof parts)[number]

/** `only`: what is tried while something is made faster; then nothing is written. */
export type BenchOptions = { rounds: number; only: Part | undefined }

export const usage = `npm run bench [-- --rounds N] [--only ${parts.join('|')}]`

const ROUNDS = 31
const FEWEST_ROUNDS = 3

/** Undefined where they cannot be understood. */
export function readBenchOptions(args: readonly string[]): BenchOptions | undefined {
  const options: BenchOptions = { rounds: ROUNDS, only: undefined }
  for (let at = 0; at < args.length; at += 2) {
    const value = args[at + 1] ?? ''
    const part = parts.find((one) => one === value)
    if (args[at] === '--rounds' && Number.isInteger(Number(value)) && Number(value) >= FEWEST_ROUNDS)
      options.rounds = Number(value)
    else if (args[at] === '--only' && part) options.only = part
    else return undefined
  }
  return options
}
