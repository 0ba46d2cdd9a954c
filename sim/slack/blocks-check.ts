import { z } from 'zod'
import { type Block, block } from './block-kit/blocks.ts'
import { elementsOf } from './block-kit/elements-of.ts'
import { type GivenView, givenView } from './block-kit/view.ts'

type Checked<T> = { kind: 'valid'; value: T } | { kind: 'invalid'; messages: string[] }

/** The blocks of a message: at most 50, one table; errors in the words and the form Slack uses. */
export const checkMessageBlocks = (given: unknown): Checked<Block[]> => {
  const parsed = z.object({ blocks: z.array(block).max(50) }).safeParse({ blocks: given })
  if (!parsed.success) return { kind: 'invalid', messages: parsed.error.issues.map(inSlacksWords) }
  const { blocks } = parsed.data
  const messages = [...rulesAcross(blocks, '/blocks'), ...rulesOfMessages(blocks)]
  return messages.length > 0 ? { kind: 'invalid', messages } : { kind: 'valid', value: blocks }
}

/** A view for `views.*`: at most 100 blocks, `submit` where there is an input. */
export const checkView = (given: unknown): Checked<GivenView> => {
  const parsed = z.object({ view: givenView }).safeParse({ view: given })
  if (!parsed.success) return { kind: 'invalid', messages: parsed.error.issues.map(inSlacksWords) }
  const { view } = parsed.data
  const messages = [...rulesAcross(view.blocks, '/view/blocks'), ...rulesOfViews(view)]
  return messages.length > 0 ? { kind: 'invalid', messages } : { kind: 'valid', value: view }
}

const said = (message: string, pointer: string): string => `[ERROR] ${message} [json-pointer:${pointer}]`

const inSlacksWords = (issue: z.core.$ZodIssue): string => {
  const pointer = `/${issue.path.map(String).join('/')}`
  if (issue.code === 'too_big') {
    const limit = Number(issue.maximum)
    if (issue.origin === 'string') return said(`must be less than ${limit + 1} characters`, pointer)
    if (issue.origin === 'array') return said(`no more than ${limit} items allowed`, pointer)
    return said(`must be less than ${limit + 1}`, pointer)
  }
  if (issue.code === 'too_small') {
    const limit = Number(issue.minimum)
    if (issue.origin === 'string') return said(`must be more than ${limit - 1} characters`, pointer)
    if (issue.origin === 'array') return said(`no fewer than ${limit} items allowed`, pointer)
  }
  if (issue.code === 'unrecognized_keys') return said(`invalid additional property: ${issue.keys.join(', ')}`, pointer)
  if (issue.code === 'invalid_union' && issue.path.at(-1) === 'type') return said('unsupported type', pointer)
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) {
    const parent = `/${issue.path.slice(0, -1).map(String).join('/')}`
    return said(`missing required field: ${String(issue.path.at(-1))}`, parent)
  }
  return said(issue.message, pointer)
}

const rulesAcross = (blocks: readonly Block[], at: string): string[] => {
  const ids = blocks.flatMap((each) => each.block_id ?? [])
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  const messages = twice === undefined ? [] : [said(`block_id already exists: ${twice}`, at)]
  for (const [index, each] of blocks.entries()) {
    const elements = elementsOf([each]).map(({ element }) => element)
    const actions = elements.flatMap((element) => element.action_id ?? [])
    const repeated = actions.find((id, place) => actions.indexOf(id) !== place)
    if (repeated !== undefined) messages.push(said(`action_id already exists: ${repeated}`, `${at}/${index}`))
    for (const element of elements) messages.push(...rulesOfChoices(element, `${at}/${index}`))
  }
  return messages
}

const rulesOfChoices = (element: ReturnType<typeof elementsOf>[number]['element'], at: string): string[] => {
  if (element.type !== 'static_select' && element.type !== 'multi_static_select') return []
  const groups = element.option_groups?.flatMap((group) => group.options)
  if ((element.options === undefined) === (groups === undefined)) {
    return [said('exactly one of options and option_groups must be given', at)]
  }
  const values = (element.options ?? groups ?? []).map((option) => option.value)
  const initial =
    element.type === 'static_select'
      ? element.initial_option === undefined
        ? []
        : [element.initial_option]
      : (element.initial_options ?? [])
  return initial.every((option) => values.includes(option.value)) ? [] : [said('initial option not in options', at)]
}

/** Whether Slack takes `alert` in messages is disputed between its pages, so it is refused here. */
const rulesOfMessages = (blocks: readonly Block[]): string[] => [
  ...(blocks.filter((each) => each.type === 'table').length > 1
    ? [said('only one table block is allowed', '/blocks')]
    : []),
  ...blocks.flatMap((each, index) =>
    each.type === 'alert' ? [said('alert is not allowed in messages', `/blocks/${index}`)] : [],
  ),
]

const rulesOfViews = (view: GivenView): string[] => [
  ...(view.type === 'modal' && view.submit === undefined && view.blocks.some((each) => each.type === 'input')
    ? [said('submit is required when an input block is in the view', '/view')]
    : []),
  ...view.blocks.flatMap((each, index) =>
    each.type === 'table' ? [said('unsupported type: table', `/view/blocks/${index}`)] : [],
  ),
]
