import type { KnownBlock } from '@slack/types'
import { actions, header, section } from '../blocks.ts'
import { exceptionButtons, exceptionTitle, storyLines } from '../exceptions/exception.ts'
import type { EntityLabel } from '../text/words.ts'
import type { HomeWithPart } from './home-input.ts'
import { moreOf } from './requests-at-home.ts'

const mostShown = 6

/** What others did in Zuora and nobody has acknowledged; buttons for those who may press them. */
export function exceptionsAtHome({ exceptions, entities }: HomeWithPart, label: EntityLabel): KnownBlock[] {
  if (exceptions.length === 0) return []
  const acting = new Set(
    entities.filter(({ roles }) => roles.asks.length > 0 || roles.approves.length > 0).map(({ entity }) => entity),
  )
  const blocks = exceptions
    .slice(0, mostShown)
    .flatMap((filed) => [
      section([exceptionTitle(filed, label), ...storyLines(filed)].join('\n')),
      ...actions(acting.has(filed.entity) ? exceptionButtons(filed, label, true) : []),
    ])
  return [header(`Exceptions: ${exceptions.length}`), ...blocks, ...moreOf(exceptions.length, mostShown)]
}
