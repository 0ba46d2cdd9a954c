import type { KnownBlock } from '@slack/types'
import { typedCommand } from '../../command-name.ts'
import { context } from '../blocks.ts'
import { comingAtHome } from './coming-at-home.ts'
import { entityAtHome } from './entity-at-home.ts'
import { exceptionsAtHome } from './exceptions-at-home.ts'
import type { HomeInput, HomeWithPart } from './home-input.ts'
import { noPartBlocks } from './no-part.ts'
import { approvedBlocks, mineBlocks, toDecideBlocks } from './requests-at-home.ts'

/** Slack takes 100; the rest is for an answer on top. */
const mostBlocks = 78

/** What stands on one person's Home, most urgent first. */
export function homeBlocks(input: HomeInput): KnownBlock[] {
  const { home, label } = input
  if (home.kind === 'no-part') return noPartBlocks(home)
  const before = [
    toDecideBlocks(home, input),
    approvedBlocks(home, input),
    mineBlocks(home, input),
    exceptionsAtHome(home, label),
  ].flatMap(setApart)
  const after = [
    ...comingAtHome(home, label),
    context(`Refreshed when something changes. ${typedCommand('help')} shows what can be typed.`),
  ]
  return [...before, ...entitiesBlocks(home, input, mostBlocks - before.length - after.length), ...after]
}

function setApart(blocks: readonly KnownBlock[]): KnownBlock[] {
  return blocks.length === 0 ? [] : [...blocks, { type: 'divider' }]
}

/** As many entities as fit, the others by the command that shows them. */
function entitiesBlocks({ entities }: HomeWithPart, input: HomeInput, room: number): KnownBlock[] {
  const shown: KnownBlock[] = []
  for (const [index, at] of entities.entries()) {
    const blocks = setApart(entityAtHome(at, input))
    if (shown.length + blocks.length + 1 > room) {
      const left = entities.slice(index).map(({ entity }) => typedCommand(`list in ${entity}`))
      return [...shown, context(`No room here for ${left.length} more: ${left.join(', ')}`)]
    }
    shown.push(...blocks)
  }
  return shown
}
