import { z } from 'zod'
import { type Block, block } from './blocks.ts'
import { rulesOfElement } from './element-rules.ts'
import { elementsOf } from './elements-of.ts'
import { type IsShowable, rulesOfImages } from './image-rules.ts'
import { inSlacksWords, said } from './slack-words.ts'
import { onlyOneTable, rulesOfMessages, rulesOfViews } from './surface-rules.ts'
import { type GivenView, givenView } from './view.ts'

/** Where there are no files. */
const isNowhere: IsShowable = () => false

type Invalid = { kind: 'invalid'; messages: string[] }
type Checked<T> = { kind: 'valid'; value: T } | Invalid

/** The blocks of a message: at most 50, one table; errors in the words and the form Slack uses. */
export const checkMessageBlocks = (given: unknown, isShowable: IsShowable = isNowhere): Checked<Block[]> => {
  const parsed = z.object({ blocks: z.array(block).max(50) }).safeParse({ blocks: given })
  if (!parsed.success) return { kind: 'invalid', messages: parsed.error.issues.map(inSlacksWords) }
  const { blocks } = parsed.data
  const messages = [...rulesAcross(blocks, '/blocks', isShowable), ...rulesOfMessages(blocks)]
  return messages.length > 0 ? { kind: 'invalid', messages } : { kind: 'valid', value: blocks }
}

/** Slack keeps a table as an attachment, and refuses a second one as such. */
export const errorOfBlocks = ({ messages }: Invalid): 'invalid_blocks' | 'invalid_attachments' =>
  messages.some((message) => message.includes(onlyOneTable)) ? 'invalid_attachments' : 'invalid_blocks'

/** A view for `views.*`: at most 100 blocks, `submit` where there is an input. */
export const checkView = (given: unknown, isShowable: IsShowable = isNowhere): Checked<GivenView> => {
  const parsed = z.object({ view: givenView }).safeParse({ view: given })
  if (!parsed.success) return { kind: 'invalid', messages: parsed.error.issues.map(inSlacksWords) }
  const { view } = parsed.data
  const messages = [...rulesAcross(view.blocks, '/view/blocks', isShowable), ...rulesOfViews(view)]
  return messages.length > 0 ? { kind: 'invalid', messages } : { kind: 'valid', value: view }
}

const rulesAcross = (blocks: readonly Block[], at: string, isShowable: IsShowable): string[] => {
  const twice = repeatedIn(blocks.flatMap((each) => each.block_id ?? []))
  return [
    ...(twice === undefined ? [] : [said(`block_id already exists: ${twice}`, at)]),
    ...blocks.flatMap((each, index) => rulesWithin(each, `${at}/${index}`)),
    ...rulesOfImages(blocks, at, isShowable),
  ]
}

const rulesWithin = (block: Block, at: string): string[] => {
  const elements = elementsOf([block]).map(({ element }) => element)
  const repeated = repeatedIn(elements.flatMap((element) => element.action_id ?? []))
  return [
    ...(repeated === undefined ? [] : [said(`action_id already exists: ${repeated}`, at)]),
    ...elements.flatMap((element, index) => rulesOfElement(element, `${at}/${placeOf(block, index)}`)),
  ]
}

const placeOf = (block: Block, index: number): string => {
  if (block.type === 'actions') return `elements/${index}`
  return block.type === 'input' ? 'element' : 'accessory'
}

const repeatedIn = (ids: string[]): string | undefined => ids.find((id, index) => ids.indexOf(id) !== index)
