import type { Button, ImageBlock, KnownBlock } from '@slack/types'
import { isAnyKnown } from '../../../domain/home/closing-times.ts'
import type { Glance } from '../../../domain/home/glance.ts'
import type { EntityAtHome } from '../../../domain/home/home.ts'
import { nextToClose } from '../../../domain/home/next-to-close.ts'
import type { Picture } from '../../../usecases/ports/telling/pictures.ts'
import { typedCommand } from '../../command-name.ts'
import { labels } from '../../ids.ts'
import { actions, context, header, section, sections } from '../blocks.ts'
import { actionButton, commandButton, commandFor } from '../periods/period-buttons.ts'
import { cut, escaped, moment } from '../text/mrkdwn.ts'
import { blockName } from './block-names.ts'
import { daysToCloseText } from './days-to-close-text.ts'
import { glanceLine } from './glance-text.ts'
import type { HomeInput } from './home-input.ts'
import { rolesText } from './roles-text.ts'

/** An entity's months, what its person may do there, and the next thing to do. */
export function entityAtHome(at: EntityAtHome, { label, picture }: HomeInput): KnownBlock[] {
  const { entity, roles, glance } = at
  const name = label(entity)
  const part = `entity-${entity}` as const
  const drawn = picture(entity)
  return [
    header(name, blockName(part)),
    context(rolesText(roles)),
    ...(drawn ? [imageOf(drawn)] : inWords(at, name)),
    ...(glance
      ? glanceBlocks(glance, entity)
      : [section('Zuora has not been looked at yet: open this tab again in a minute.')]),
    ...actions(glance ? buttonsOf(at, glance, name) : [], blockName(part, 'buttons')),
  ]
}

/** Where there is no picture, what it would say; nothing while nobody has seen a close. */
function inWords({ daysToClose }: EntityAtHome, name: string): KnownBlock[] {
  return daysToClose && isAnyKnown(daysToClose) ? [context(escaped(daysToCloseText(name, daysToClose)))] : []
}

function imageOf({ fileId, altText }: Picture): ImageBlock {
  return {
    type: 'image',
    slack_file: { id: fileId },
    alt_text: cut(altText, 2000),
  }
}

function glanceBlocks({ periods, today, staleSince, earlierNotClosed }: Glance, entity: string): KnownBlock[] {
  const lines = (isClosed: boolean) =>
    periods
      .filter(({ period }) => (period.status === 'Closed') === isClosed)
      .map((glanced) => glanceLine(glanced, today))
  const [open, closed] = [lines(false), lines(true).toReversed()]
  const earlier = `${earlierNotClosed} earlier ${earlierNotClosed === 1 ? 'period is' : 'periods are'} not closed: ${typedCommand(`list open in ${entity}`)}.`
  return [
    ...(periods.length === 0 ? [section('There is no accounting period to show.')] : []),
    ...(open.length === 0 ? [] : sections(['*Not closed*', ...open])),
    ...(earlierNotClosed > 0 ? [context(earlier)] : []),
    ...(closed.length === 0 ? [] : sections(['*Closed*, the last first', ...closed])),
    ...(staleSince === null
      ? []
      : [context(`:warning: As of ${moment(staleSince)}: Zuora has not answered since, or nobody has looked.`)]),
  ]
}

function buttonsOf({ entity, roles }: EntityAtHome, glance: Glance, name: string): Button[] {
  const next = nextToClose(glance)
  const list = commandButton(`list-${entity}`, `list in ${entity}`, {
    label: labels.list,
    about: `List the accounting periods of ${name}`,
  })
  if (!next) return [list]
  const of = { period: { ...next.period, name: next.name }, entity: { key: entity, name } }
  const { name: period } = of.period
  return [
    ...(roles.asks.includes('close') && !next.underWay ? [actionButton('close', of, `${labels.close} ${period}`)] : []),
    commandButton(`show-${entity}`, commandFor('show', of), {
      label: `${labels.show} ${period}`,
      about: `Show all that is known of ${period}, ${name}`,
    }),
    list,
  ]
}
