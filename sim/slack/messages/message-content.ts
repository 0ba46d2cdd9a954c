import type { Block } from '../block-kit/blocks.ts'
import { checkMessageBlocks, errorOfBlocks } from '../block-kit/blocks-check.ts'
import type { IsShowable } from '../block-kit/image-rules.ts'
import { withIds } from '../block-kit/with-ids.ts'
import { type Answer, type Arguments, readStructure, readText, refuse } from '../web-api/arguments.ts'
import { lengthOfBlocks } from './length-of-blocks.ts'

export type MessageContent = { text: string | undefined; blocks: Block[] | undefined; metadata: unknown }

type Limits = {
  maximumText: number
  /** How long the blocks may be together. */
  maximumBlocks?: number
  isShowable: IsShowable
}

/** What a bot wants to say: checked as Slack checks it, with the ids Slack would give. */
export const readContent = (
  args: Arguments,
  { maximumText, maximumBlocks = Number.POSITIVE_INFINITY, isShowable }: Limits,
): { kind: 'content'; content: MessageContent } | { kind: 'refused'; answer: Answer } => {
  const refused = (error: string, messages?: string[]) =>
    ({ kind: 'refused', answer: refuse(error, messages) }) as const
  const text = readText(args, 'text')
  if (text !== undefined && text.length > maximumText) return refused('msg_too_long')
  const attachments = readStructure(args, 'attachments')
  if (attachments.kind !== 'absent' && !isEmptyList(attachments)) {
    return refused('invalid_attachments', ['[ERROR] this stand-in takes blocks only, no attachments'])
  }
  const metadata = readStructure(args, 'metadata')
  if (metadata.kind === 'broken') return refused('invalid_metadata_format')
  const given = readStructure(args, 'blocks')
  if (given.kind === 'broken') return refused('invalid_blocks_format')
  const content = { text, metadata: metadata.kind === 'given' ? metadata.value : undefined }
  if (given.kind === 'absent') {
    return text === undefined ? refused('no_text') : { kind: 'content', content: { ...content, blocks: undefined } }
  }
  const checked = checkMessageBlocks(given.value, isShowable)
  if (checked.kind === 'invalid') return refused(errorOfBlocks(checked), checked.messages)
  if (checked.value.length === 0 && text === undefined) return refused('no_text')
  if (lengthOfBlocks(checked.value) > maximumBlocks) return refused('msg_blocks_too_long')
  return { kind: 'content', content: { ...content, blocks: withIds(checked.value) } }
}

const isEmptyList = (given: ReturnType<typeof readStructure>): boolean =>
  given.kind === 'given' && Array.isArray(given.value) && given.value.length === 0
