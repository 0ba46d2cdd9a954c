import { z } from 'zod'
import { checkMessageBlocks, errorOfBlocks } from '../block-kit/blocks-check.ts'
import { withIds } from '../block-kit/with-ids.ts'
import { fileTypeOf } from '../files/file-types.ts'
import { isShowableIn } from '../files/showable.ts'
import { maximumFileBytes } from '../files/upload.ts'
import { randomId } from '../ids/random-id.ts'
import type { MessageContent } from '../messages/message-content.ts'
import { postAsBot } from '../messages/posting.ts'
import type { SlackFile } from '../shapes.ts'
import type { StandIn } from '../stand-in.ts'
import { workspace } from '../workspace/workspace.ts'
import { type Answer, type Arguments, readStructure, readText, refuse } from './arguments.ts'
import { readPlace } from './place.ts'

const maximumDescription = 1000

/** The first of three steps: says how a file is called and how long it is, and gets an address for its bytes. */
export const getUploadUrlExternal = (standIn: StandIn, args: Arguments): Answer => {
  const name = readText(args, 'filename')
  const length = Number(readText(args, 'length') ?? 0)
  if (name === undefined) return refuse('invalid_arguments', ['[ERROR] missing required field: filename'])
  if (length === 0) return refuse('missing_argument')
  if (!Number.isInteger(length) || length < 0) return refuse('invalid_arguments')
  if (length > maximumFileBytes) return refuse('file_upload_size_restricted')
  if ((readText(args, 'alt_txt') ?? '').length > maximumDescription) return refuse('alt_txt_too_large')
  const ticket = randomId('', 40)
  const file = makeFile(standIn, name, length)
  standIn.store.files.put({ file, ticket, state: 'announced' })
  return { ok: true, upload_url: `${standIn.url}/upload/v1/${ticket}`, file_id: file.id }
}

const makeFile = (standIn: StandIn, name: string, size: number): SlackFile => {
  const { teamId } = standIn.options
  const id = randomId('F')
  const seconds = Math.floor(standIn.now().getTime() / 1000)
  const path = encodeURIComponent(name)
  return {
    id,
    created: seconds,
    timestamp: seconds,
    name,
    title: name,
    ...fileTypeOf(name),
    user: workspace.bot.id,
    size,
    mode: 'hosted',
    is_external: false,
    is_public: false,
    url_private: `${standIn.url}/files-pri/${teamId}-${id}/${path}`,
    url_private_download: `${standIn.url}/files-pri/${teamId}-${id}/download/${path}`,
    permalink: `${standIn.url}/files/${workspace.bot.id}/${id}/${path}`,
  }
}

const wanted = z.array(z.looseObject({ id: z.string(), title: z.string().optional() })).min(1)

/** The last step: shares what was uploaded, in one message with all of the files. */
export const completeUploadExternal = (standIn: StandIn, args: Arguments): Answer => {
  const given = readStructure(args, 'files')
  const parsed = wanted.safeParse(given.kind === 'given' ? given.value : undefined)
  if (!parsed.success) return refuse('invalid_arguments', ['[ERROR] missing required field: files'])
  const stored = parsed.data.flatMap(({ id, title }) => {
    const found = standIn.store.files.find(id)
    return found?.state === 'uploaded' ? [{ ...found, file: { ...found.file, title: title ?? found.file.title } }] : []
  })
  if (stored.length < parsed.data.length) return refuse('file_not_found')
  const channel = readText(args, 'channel_id')
  const place = channel === undefined ? undefined : readPlace(standIn, channel, readText(args, 'thread_ts'))
  if (place?.kind === 'refused') return place.answer
  const words = readWords(standIn, args)
  if (words.kind === 'refused') return words.answer
  const files = stored.map(({ file }) => ({ ...file, is_public: place?.channel.startsWith('C') === true }))
  for (const [index, each] of stored.entries()) {
    standIn.store.files.put({ ...each, file: files[index] ?? each.file, state: 'completed' })
  }
  if (place) postAsBot(standIn, { channel: place.channel, threadTs: place.threadTs, content: words.content, files })
  return { ok: true, files }
}

/** Slack looks at the blocks only where there is no comment. */
const readWords = (
  standIn: StandIn,
  args: Arguments,
): { kind: 'words'; content: MessageContent } | { kind: 'refused'; answer: Answer } => {
  const text = readText(args, 'initial_comment')
  const given = readStructure(args, 'blocks')
  const content = { text, blocks: undefined, metadata: undefined }
  if (text !== undefined || given.kind === 'absent') return { kind: 'words', content }
  const checked = checkMessageBlocks(given.kind === 'given' ? given.value : undefined, isShowableIn(standIn))
  if (checked.kind === 'invalid') return { kind: 'refused', answer: refuse(errorOfBlocks(checked), checked.messages) }
  return { kind: 'words', content: { ...content, blocks: withIds(checked.value) } }
}
