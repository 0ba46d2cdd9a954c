import { type ParseArgsConfig, parseArgs } from 'node:util'

export const text = { type: 'string' } as const
export const flag = { type: 'boolean' } as const

/** What was given of these options; undefined where something else was, or one without its value. */
export function givenOptions<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options }).values
  } catch {
    return undefined
  }
}
