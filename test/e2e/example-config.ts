import { readFileSync } from 'node:fs'

const everyDay = '[mon, tue, wed, thu, fri, sat, sun]'

/** The example, quiet on every day: what a channel holds is to be the same whenever the tests run. */
export function quietExample(): string {
  const example = readFileSync(new URL('../../closing-bell.example.yml', import.meta.url), 'utf8')
  const quiet = example.replace(/quietOn: \[[^\]]*\]/, `quietOn: ${everyDay}`)
  if (!quiet.includes(everyDay)) throw new Error('The example does not say on which days it is quiet.')
  return quiet
}
