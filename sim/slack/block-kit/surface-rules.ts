import type { Block, Table } from './blocks.ts'
import { elementsOf } from './elements-of.ts'
import { said } from './slack-words.ts'
import type { GivenView } from './view.ts'

type Surface = 'message' | 'modal' | 'home'

/** Slack's reference lists for each element the surfaces it may stand on; these are not on all three. */
const surfacesOf: Readonly<Record<string, readonly Surface[]>> = {
  number_input: ['modal'],
  email_text_input: ['modal'],
  url_text_input: ['modal'],
  datetimepicker: ['modal', 'message'],
}

const rulesOfElements = (blocks: readonly Block[], surface: Surface, at: string): string[] =>
  blocks.flatMap((block, index) =>
    elementsOf([block]).flatMap(({ element }) =>
      surfacesOf[element.type]?.includes(surface) === false
        ? [said(`unsupported element in a ${surface}: ${element.type}`, `${at}/${index}`)]
        : [],
    ),
  )

export const onlyOneTable = 'only_one_table_allowed'

const charactersOfTable = 10_000

/**
 * The cells of a message's table hold at most 10,000 characters together (docs.slack.dev, table block). Whether Slack
 * takes `alert` in messages is disputed between its pages, so it is refused here.
 */
export const rulesOfMessages = (blocks: readonly Block[]): string[] => {
  const tables = blocks.flatMap((each, index) => (each.type === 'table' ? [{ table: each, index }] : []))
  return [
    ...(tables.length > 1 ? [said(onlyOneTable, '/blocks')] : []),
    ...tables.flatMap(({ table, index }) =>
      charactersIn(table) > charactersOfTable
        ? [said(`no more than ${charactersOfTable} characters allowed in all cells`, `/blocks/${index}/rows`)]
        : [],
    ),
    ...blocks.flatMap((each, index) =>
      each.type === 'alert' ? [said('alert is not allowed in messages', `/blocks/${index}`)] : [],
    ),
    ...rulesOfElements(blocks, 'message', '/blocks'),
  ]
}

const charactersIn = (table: Table): number =>
  table.rows.flat().reduce((sum, cell) => {
    if (cell.type === 'raw_text') return sum + cell.text.length
    if (cell.type === 'raw_number') return sum + (cell.text ?? String(cell.value)).length
    return sum + textsIn(cell).join('').length
  }, 0)

const textsIn = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : textsIn(inner),
  )
}

export const rulesOfViews = (view: GivenView): string[] => [
  ...(view.type === 'modal' && view.submit === undefined && view.blocks.some((each) => each.type === 'input')
    ? [said('submit is required when an input block is in the view', '/view')]
    : []),
  ...view.blocks.flatMap((each, index) =>
    each.type === 'table' ? [said('unsupported type: table', `/view/blocks/${index}`)] : [],
  ),
  ...(elementsOf(view.blocks).filter(({ element }) => 'focus_on_load' in element && element.focus_on_load).length > 1
    ? [said('only one element may have focus_on_load', '/view/blocks')]
    : []),
  ...rulesOfElements(view.blocks, view.type, '/view/blocks'),
]
