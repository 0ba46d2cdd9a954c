import { audienceId } from '../../domain/reminders/audience.ts'
import { toldSince } from '../../domain/reminders/messages-to-send.ts'
import type { Audience } from '../../domain/reminders/reminder.ts'
import { type Ahead, remindersAhead } from '../../domain/reminders/reminders-ahead.ts'
import { audienceFactsOf } from '../reminders/audience-facts.ts'
import type { EntityFacts } from './entity-facts.ts'
import type { HomePorts } from './home-ports.ts'

const daysAhead = 14
const mostShown = 5

/** What will be said next to a person, and to the channels of these entities, by what is kept. */
export async function comingFor(
  personId: string,
  parts: readonly EntityFacts[],
  ports: HomePorts,
): Promise<readonly Ahead[]> {
  const facts = (await Promise.all(parts.map((part) => part.reminders()))).filter((one) => one !== null)
  const keys = facts.map(({ entity }) => entity.key)
  const channels = [...new Set(facts.map(({ entity }) => entity.channel))]
  const audiences: Audience[] = [
    { kind: 'person', id: personId },
    ...channels.map((channel): Audience => ({ kind: 'channel', channel })),
  ]
  const listening = await Promise.all(audiences.map((audience) => listeningOf(audience, keys, ports)))
  return remindersAhead(facts, listening.flat(), daysAhead).filter(isExpected).slice(0, mostShown)
}

/** That a trial balance which is running now takes long is not to be expected. */
function isExpected({ reminders }: Ahead): boolean {
  return reminders.some(({ about }) => about.kind !== 'trial-balance-slow')
}

async function listeningOf(audience: Audience, keys: readonly string[], ports: HomePorts) {
  const { entitiesForHome, people, reminderRules, reminded, now } = ports
  const ofAudience = audience.kind === 'person' ? keys : keysOf(audience.channel, keys, ports)
  const facts = await audienceFactsOf(audience, ofAudience, {
    people,
    rules: { entities: entitiesForHome },
    reminderRules,
  })
  if (!facts) return []
  return [{ facts, ...(await reminded.of(audienceId(audience), toldSince(now().toISOString()))) }]
}

function keysOf(channel: string, keys: readonly string[], { entitiesForHome }: HomePorts): string[] {
  return entitiesForHome.filter((one) => one.channel === channel && keys.includes(one.key)).map(({ key }) => key)
}
