import { secondsAfter, secondsBetween } from '../../domain/calendar/calendar-date.ts'
import type { HomeOfPerson } from '../../domain/home/home.ts'
import type { HomeKept, MadeFrom } from '../ports/record/homes.ts'
import type { Picture } from '../ports/telling/pictures.ts'
import type { EntityFacts } from './entity-facts.ts'
import { homeOf } from './home-of.ts'
import type { HomePorts } from './home-ports.ts'

const keptForSeconds = 7 * 86_400

/** From when on an opened Home is kept as things are. */
export function openedSince(now: Date): string {
  return secondsAfter(now.toISOString(), -keptForSeconds)
}

/** The same while nothing has changed of what everything is made from that is shown to anybody. */
export function markOf(facts: readonly EntityFacts[], { hash }: Pick<HomePorts, 'hash'>): string {
  return hash(facts.map(({ mark }) => mark).join('\n'))
}

/** The same for one person. Who is in a group is asked of Slack, so it counts for an hour, which begins at another minute for each. */
export function markFor(personId: string, mark: string, now: Date): string {
  const minute = [...personId].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 60
  return `${mark} ${Math.floor((now.getTime() / 60_000 + minute) / 60)}`
}

/** Somebody has read it by then, and what it spoke of may have changed. */
const answerStandsSeconds = 600

export function isAnswerOld({ answer, openedAt }: HomeKept, now: Date): boolean {
  return answer !== null && secondsBetween(openedAt, now.toISOString()) > answerStandsSeconds
}

/**
 * Makes a Home from what is kept, and publishes it where it is not what stands there, without an answer that is old. `overtaken`: somebody else began to
 * since it was read.
 */
export async function publishHome(
  kept: HomeKept,
  facts: readonly EntityFacts[],
  ports: HomePorts,
): Promise<'published' | 'refused' | 'same' | 'overtaken'> {
  const { homes, homePublisher, newId } = ports
  const home = await homeOf(kept.personId, facts, ports)
  const drawn = await picturesOf(home, ports)
  const made = await homePublisher.make({ home, pictures: drawn })
  const from = madeFrom(kept.from, markFor(kept.personId, markOf(facts, ports), ports.now()))
  const isOld = isAnswerOld(kept, ports.now())
  if (made.hash === kept.hash && !isOld) {
    await homes.noteSame(kept, from)
    return 'same'
  }
  const version = newId()
  const answer = isOld ? null : kept.answer
  if (!(await homes.begin({ ...kept, answer }, version))) return 'overtaken'
  const published = await homePublisher.publish(kept.personId, made, answer)
  if (published === 'refused') {
    await homes.note(kept.personId, version, { kind: published })
    return published
  }
  // What stands there in words differs from what is made, so that it is tried again a minute later.
  const hash = published === 'in-words' ? `${made.hash} in words` : made.hash
  await homes.note(kept.personId, version, { kind: 'shown', hash, from })
  if (published === 'in-words') await Promise.all([...drawn.values()].map((picture) => ports.pictures.refused(picture)))
  return 'published'
}

function madeFrom(before: MadeFrom | null, facts: string): MadeFrom {
  return { facts, times: before?.facts === facts ? before.times + 1 : 1 }
}

async function picturesOf(home: HomeOfPerson, { pictures }: HomePorts): Promise<Map<string, Picture>> {
  const entities = home.kind === 'home' ? home.entities : []
  const found = await Promise.all(
    entities.map(async ({ entity, daysToClose }): Promise<[string, Picture][]> => {
      const picture = daysToClose && (await pictures.of(entity, daysToClose))
      return picture ? [[entity, picture]] : []
    }),
  )
  return new Map(found.flat())
}
