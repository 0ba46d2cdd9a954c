import type { KnownBlock, RichTextBlock } from '@slack/types'
import { expect, test } from 'vitest'
import { actions, context, header, message, section } from '../../../../src/slack/messages/blocks.ts'
import { readAnswer, withAnswer, writeAnswer } from '../../../../src/slack/messages/home/answer-on-home.ts'
import { blockName } from '../../../../src/slack/messages/home/block-names.ts'
import { commandButton } from '../../../../src/slack/messages/periods/period-buttons.ts'
import { outside, outsideEscaped, wordsIn } from '../messages/check-message.ts'

const at = '2026-11-05T15:00:00.000Z'
const button = commandButton('list', 'list in us', { label: 'List periods', about: 'List the accounting periods' })
const answer = message('US-0007 is under way.', [section('US-0007 is under way.'), ...actions([button])])

const home: KnownBlock[] = [
  header('Your requests', blockName('mine')),
  section('Nothing.'),
  { type: 'divider' },
  header('Example US', blockName('entity-us')),
  context('You may ask for a close.'),
  section('Oct 2026: Open'),
  ...actions([button], blockName('entity-us', 'buttons')),
  { type: 'divider' },
  context('Refreshed.'),
]

const lines = (blocks: readonly KnownBlock[]) =>
  blocks.map((block) => (block.type === 'divider' ? '---' : wordsIn({ text: '', blocks: [block] })))

const shownBeside = (beside: string | null) => lines(withAnswer(home, { ...answer, at, beside }))

const shown = ['US-0007 is under way.', 'List periods']

/** Where the answer begins, and what stands right above it. */
function above(beside: string | null): string | undefined {
  const all = shownBeside(beside)
  const begin = all.findIndex((line) => line.startsWith('*Answer to what you did here*, <!date^'))
  expect(all.slice(begin + 1, begin + 3)).toEqual(shown)
  expect(all[begin + 3]).toBe('---')
  return all.slice(0, begin).findLast((line) => line !== '---')
}

test('an answer stands right behind the buttons that were pressed, with when it was given', () => {
  expect(above('entity-us/buttons')).toBe('List periods')
  expect(shownBeside('entity-us/buttons').join('\n')).toContain('List periods\n---\n*Answer')
})

test('where the buttons are gone it stands below their heading, and where that is gone too on top', () => {
  expect(above('mine/US-0006')).toBe('Your requests')
  expect(above('exceptions/US-0006')).toBeUndefined()
  expect(above('aBc1')).toBeUndefined()
  expect(above(null)).toBeUndefined()
})

test('what is pressed in an answer is answered where that answer stood', () => {
  const blocks = withAnswer(home, { ...answer, at, beside: 'entity-us/buttons' })
  const names = blocks.flatMap(({ block_id: name }) => name ?? [])
  expect(new Set(names).size).toBe(names.length)
  const pressed = names.find((name) => name.includes('~')) ?? ''
  const again = readAnswer(writeAnswer({ ...answer, at, beside: pressed }))
  expect(again.beside).toBe('entity-us/buttons')
})

test('a table in an answer becomes lines that say what each value is, because Slack takes tables in messages only', () => {
  const cell = (text: string) => ({ type: 'raw_text', text }) as const
  const year: RichTextBlock = {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'FY2026', style: { bold: true } }] }],
  }
  const rows = [
    [cell('Period'), cell('Status'), cell('Next')],
    [year, cell('1 not closed'), cell('–')],
    [cell('Oct 2026'), cell('Open'), cell('wait')],
    [cell(outside), cell('Open'), cell('–')],
  ]
  const said = lines(withAnswer([], { ...message('A list.', [{ type: 'table', rows }]), at, beside: null })).join('\n')
  expect(said).toContain('*FY2026* · 1 not closed\n• Oct 2026 · status: Open · next: wait\n')
  expect(said).toContain(`• ${outsideEscaped}`)
})
