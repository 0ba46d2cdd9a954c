import { samplePerson } from '../../sample-request.ts'

export const alice = samplePerson('U0ALICE', { name: 'Alice' })
export const bob = samplePerson('U0BOB', { name: 'Bob' })
export const carol = samplePerson('U0CAROL', { name: 'Carol' })
export const dan = samplePerson('U0DAN', { name: 'Dan' })
export const eve = samplePerson('U0EVE', { name: 'Eve' })
export const fay = samplePerson('U0FAY', { name: 'Fay' })

export const people = [alice, bob, carol, dan, eve, fay]

export const timeZones = {
  U0ALICE: 'America/New_York',
  U0BOB: 'America/New_York',
  U0CAROL: 'Europe/London',
  U0DAN: 'America/New_York',
  U0EVE: 'Europe/Berlin',
  U0FAY: 'America/New_York',
} as const

const channels: Readonly<Record<string, { name: string; timeZone: string }>> = {
  C0CLOSE: { name: '#close', timeZone: 'America/New_York' },
  C0EUCLOSE: { name: '#close-eu', timeZone: 'Europe/Berlin' },
  C0BILLING: { name: '#billing', timeZone: 'America/New_York' },
}

/** `@Bob`, `#close`, `@controllers` */
export function nameOf(id: string): string {
  if (id === 'S0CONTROLLERS') return '@controllers'
  return channels[id]?.name ?? `@${people.find((person) => person.id === id)?.name ?? id}`
}

/** By whose clock a message is read. */
export function zoneOf(id: string): string {
  return channels[id]?.timeZone ?? Object.entries(timeZones).find(([person]) => person === id)?.[1] ?? 'UTC'
}
