import { readFileSync } from 'node:fs'

const nothingOfTheDay = 'periods: false, exceptions: false, futurePeriods: 0, nobodyToSpare: false'

/** The example without the day's reminders and holidays: what people are told is to be the same on every day of the year. */
export function quietExample(): string {
  const example = readFileSync(new URL('../../closing-bell.example.yml', import.meta.url), 'utf8')
  const quiet = example.replace('holidays: US, ', '').replace(/^(reminders: \{.*?) *\}/m, `$1, ${nothingOfTheDay} }`)
  if (quiet === example || quiet.includes('holidays: US')) throw new Error('The example has no line of reminders.')
  return quiet
}
