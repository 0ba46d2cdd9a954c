import { secondsBetween } from '../../domain/calendar/calendar-date.ts'
import { lookAtCalendar } from '../calendar/look-at-calendar.ts'
import type { Rules } from '../ports/rules.ts'
import { readFacts } from './entity-facts.ts'
import { partsOf } from './home-of.ts'
import type { HomePorts } from './home-ports.ts'
import { openedSince, publishHome } from './publish-home.ts'

export type ShowHomePorts = HomePorts & { rules: Rules }

/** A calendar that was looked at this lately is not looked at anew: Slack tells of every time that the tab is opened. */
const newEnoughSeconds = 60

/** Of many who publish at once the last comes later: a minute later it is looked at again. */
const mostTries = 3

/** Somebody opened their Home: what is kept stands there at once, and what Zuora shows now as soon as it has answered. */
export async function showHome(personId: string, ports: ShowHomePorts): Promise<void> {
  await ports.homes.noteOpened(seenNow(personId, ports))
  await refreshHome(personId, ports)
  if (await lookAnew(personId, ports)) await refreshHome(personId, ports)
}

/** What they did on Home is answered there, on top, until they open it again. */
export async function answerOnHome(personId: string, answer: string, ports: HomePorts): Promise<void> {
  await ports.homes.noteAnswer(seenNow(personId, ports), answer)
  try {
    await refreshHome(personId, ports)
  } catch (error) {
    // The rest comes within a minute; what was answered must not wait for it.
    await ports.homePublisher.publish(personId, null, answer)
    throw error
  }
}

/** Says something in the place of a Home, until that is made anew a minute later: what stands there is not what was noted. */
export async function showInstead(personId: string, answer: string, ports: HomePorts): Promise<void> {
  await ports.homePublisher.publish(personId, null, answer)
  await ports.homes.noteOpened(seenNow(personId, ports))
}

/** As it is now. Nothing where they have not opened it lately. */
export async function refreshHome(personId: string, ports: HomePorts): Promise<void> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const kept = await ports.homes.read(personId, openedSince(ports.now()))
    if (!kept || kept.isRefused) return
    if ((await publishHome(kept, await readFacts(ports), ports)) !== 'overtaken') return
  }
}

function seenNow(personId: string, { now, newId }: HomePorts) {
  return { personId, at: now().toISOString(), version: newId() }
}

/** Whether anything was looked at. An entity whose Zuora does not answer stays as it was kept. */
async function lookAnew(personId: string, ports: ShowHomePorts): Promise<boolean> {
  const [person, facts] = await Promise.all([ports.people.person(personId), readFacts(ports)])
  const parts = await partsOf(person, facts, ports)
  const now = ports.now().toISOString()
  const old = parts.filter(({ facts: { kept } }) => !kept || secondsBetween(kept.at, now) > newEnoughSeconds)
  const keys = new Set(old.map(({ facts: { entity } }) => entity.key))
  const entities = ports.rules.entities.filter(({ key }) => keys.has(key))
  const looked = await Promise.allSettled(entities.map((entity) => lookAtCalendar(entity, ports)))
  for (const [index, one] of looked.entries()) {
    if (one.status === 'fulfilled') continue
    const error = one.reason instanceof Error ? one.reason.name : 'unknown'
    ports.log('home-not-looked-at', { entity: entities[index]?.key, error })
  }
  return looked.some(({ status }) => status === 'fulfilled')
}
