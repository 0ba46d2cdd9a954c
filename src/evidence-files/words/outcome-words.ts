import { memberOf, membersOf } from '../../domain/evidence/export/evidence-export.ts'
import { at, words } from './plain-words.ts'

/** `U0ALICE: own request ×2`, of counters that are kept by `ID#reason`. */
export function clicksWords(clicks: unknown): string {
  if (typeof clicks !== 'object' || clicks === null) return ''
  const counted = Object.entries(clicks).map(([key, count]) => {
    const [id = key, ...reason] = key.split('#')
    return `${id}: ${words(reason.join(' '))} ×${count}`
  })
  return counted.join('; ')
}

/** What a control test tried, and how each ended. */
export function controlsWords(results: unknown): string {
  return membersOf(results)
    .map((one) => {
      const [control, expected, got] = ['control', 'expected', 'got'].map((name) => words(at(one, name)))
      return memberOf(one, 'passed') === true
        ? `${control}: ${got}, as expected`
        : `${control}: FAILED, ${got} where ${expected} was expected`
    })
    .join('; ')
}
