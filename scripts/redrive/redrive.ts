import { type Letter, type Received, readLetter } from './letter.ts'
import type { RedriveOptions } from './redrive-options.ts'

export type Undelivered = {
  /** Up to ten that nobody else looks at; each is hidden from others for some minutes. None: the end. */
  receive(): Promise<readonly Received[]>
  /** To `respond`, asynchronously, as `slack` does. */
  send(payload: string): Promise<void>
  remove(receipt: string): Promise<void>
  /** Others may see it again at once. */
  putBack(receipt: string): Promise<void>
}

/** Whether all was done that was wanted. */
export async function redrive(
  { wanted }: Pick<RedriveOptions, 'wanted'>,
  queue: Undelivered,
  say: (line: string) => void,
): Promise<boolean> {
  const received = await receiveAll(queue)
  const letters = received.map((one) => readLetter(one) ?? unread(one)).toSorted((a, b) => +a.sentAt - +b.sentAt)
  try {
    if (wanted.kind === 'list') return list(letters, say)
    const letter = letters.find(({ id }) => id === wanted.id)
    if (!letter) {
      say(`There is no ${wanted.id}. Without --send and --discard they are listed.`)
      return false
    }
    return await (wanted.kind === 'send' ? send(letter, queue, say) : discard(letter, queue, say))
  } finally {
    for (const { receipt } of received) await queue.putBack(receipt).catch(() => undefined)
  }
}

async function receiveAll(queue: Undelivered): Promise<Received[]> {
  const all = new Map<string, Received>()
  for (;;) {
    const some = await queue.receive()
    const added = some.filter(({ id }) => !all.has(id))
    for (const one of added) all.set(one.id, one)
    if (added.length === 0) return [...all.values()]
  }
}

function unread({ id, receipt, sentAt }: Received): Letter {
  const what = 'not understood'
  return { id, receipt, sentAt, what, personId: 'unknown', error: 'unknown', maySend: false, payload: '' }
}

function list(letters: readonly Letter[], say: (line: string) => void): boolean {
  if (letters.length === 0) say('Nothing was given up.')
  for (const { id, sentAt, personId, what, error, maySend } of letters) {
    say(
      `${id}  ${sentAt.toISOString()}  ${personId}: ${what}  (${error})  ${maySend ? 'may be sent again' : 'ask them'}`,
    )
  }
  return true
}

/** Sent first: where this stops before it is removed, it is delivered twice and done once. */
async function send(letter: Letter, queue: Undelivered, say: (line: string) => void): Promise<boolean> {
  if (!letter.maySend) {
    say(
      `Not sent: it begins or agrees to something (${letter.what}). Ask ${letter.personId} to do it again; then --discard it.`,
    )
    return false
  }
  await queue.send(letter.payload)
  await queue.remove(letter.receipt)
  say(`Sent: ${letter.what}. They are answered in Slack.`)
  return true
}

async function discard(letter: Letter, queue: Undelivered, say: (line: string) => void): Promise<boolean> {
  await queue.remove(letter.receipt)
  say(`Removed: ${letter.what}, by ${letter.personId} at ${letter.sentAt.toISOString()}.`)
  return true
}
