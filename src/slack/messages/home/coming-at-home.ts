import type { KnownBlock } from '@slack/types'
import { typedCommand } from '../../command-name.ts'
import { context, header, sections } from '../blocks.ts'
import { dayText } from '../reminders/coming-reminders.ts'
import type { EntityLabel } from '../text/words.ts'
import type { HomeWithPart } from './home-input.ts'

/** What is said next, to this person and in the channels of their entities. */
export function comingAtHome({ coming, entities }: HomeWithPart, label: EntityLabel): KnownBlock[] {
  if (coming.length === 0) return []
  const only = entities.length === 1 ? (entities[0]?.entity ?? '') : ''
  return [
    header('Next reminders'),
    ...sections(coming.map((one) => dayText(one, only, label))).slice(0, 2),
    context(`If nothing changes until then. ${typedCommand('reminders')} shows 30 days.`),
  ]
}
