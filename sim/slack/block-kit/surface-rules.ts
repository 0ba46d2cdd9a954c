import type { Block, Table } from './blocks.ts'
import { elementsOf } from './elements-of.ts'
import { said } from './slack-words.ts'
import { textsIn } from './texts-in.ts'
import type { GivenView } from './view.ts'

type Surface = 'message' | 'modal' | 'home'

/**
 * Slack's reference lists for each block the surfaces it may stand on (docs.slack.dev/blocks.json); these are not on all
 * three. No app may send a `file`. Where Slack's pages contradict each other the narrower one holds.
 */
const surfacesOfBlock: Readonly<Record<string, readonly Surface[]>> = {
  alert: ['modal'],
  carousel: ['message', 'home'],
  container: ['message'],
  context_actions: ['message'],
  data_table: ['message'],
  file: [],
  markdown: ['message'],
  plan: ['message'],
  table: ['message'],
  task_card: ['message'],
}

/** The same for elements. */
const surfacesOfElement: Readonly<Record<string, readonly Surface[]>> = {
  number_input: ['modal'],
  email_text_input: ['modal'],
  url_text_input: ['modal'],
  datetimepicker: ['modal', 'message'],
}

const rulesOfSurface = (blocks: readonly Block[], surface: Surface, at: string): string[] =>
  blocks.flatMap((block, index) => [
    ...(surfacesOfBlock[block.type]?.includes(surface) === false
      ? [said(`unsupported type: ${block.type}`, `${at}/${index}/type`)]
      : []),
    ...elementsOf([block]).flatMap(({ element }) =>
      surfacesOfElement[element.type]?.includes(surface) === false
        ? [said(`unsupported element in a ${surface}: ${element.type}`, `${at}/${index}`)]
        : [],
    ),
  ])

export const onlyOneTable = 'only_one_table_allowed'

const charactersOfTable = 10_000

/** The cells of a message's table hold at most 10,000 characters together (docs.slack.dev, table block). */
export const rulesOfMessages = (blocks: readonly Block[]): string[] => {
  const tables = blocks.flatMap((each, index) => (each.type === 'table' ? [{ table: each, index }] : []))
  return [
    ...(tables.length > 1 ? [said(onlyOneTable, '/blocks')] : []),
    ...tables.flatMap(({ table, index }) =>
      charactersIn(table) > charactersOfTable
        ? [said(`no more than ${charactersOfTable} characters allowed in all cells`, `/blocks/${index}/rows`)]
        : [],
    ),
    ...rulesOfSurface(blocks, 'message', '/blocks'),
  ]
}

const charactersIn = (table: Table): number =>
  table.rows.flat().reduce((sum, cell) => {
    if (cell.type === 'raw_text') return sum + cell.text.length
    if (cell.type === 'raw_number') return sum + (cell.text ?? String(cell.value)).length
    return sum + textsIn(cell).join('').length
  }, 0)

export const rulesOfViews = (view: GivenView): string[] => [
  ...(view.type === 'modal' && view.submit === undefined && view.blocks.some((each) => each.type === 'input')
    ? [said('submit is required when an input block is in the view', '/view')]
    : []),
  ...(elementsOf(view.blocks).filter(({ element }) => 'focus_on_load' in element && element.focus_on_load).length > 1
    ? [said('only one element may have focus_on_load', '/view/blocks')]
    : []),
  ...rulesOfSurface(view.blocks, view.type, '/view/blocks'),
]
