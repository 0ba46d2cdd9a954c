import { elementsOf } from '../../block-kit/elements-of.ts'
import type { Message, Screen } from '../../shapes.ts'

/** What the tour reads of a screen. */
export type Told = Pick<Screen, 'messages' | 'ephemerals'>

/** How far a close is, as far as the channel tells. */
export type CloseSeen = { channel: string; reference: string; period: string } & (
  | { kind: 'running' }
  | { kind: 'blocked' }
  | { kind: 'deciding'; given: number; needed: number; next: string | null }
  | { kind: 'ended'; isClosed: boolean }
)

/** `Close of Oct 2026 (Example US, US-0003): …` */
const statusWords = /^Close of (.+?) \([^()]*, ([A-Z0-9-]+-\d{4,})\): (.*)/s

/** The newest close that was asked for after a message; null: none was. */
export const readClose = (screen: Told, since: string): CloseSeen | null => {
  const said = screen.messages.filter(
    ({ bot_id, thread_ts, channel }) => bot_id !== undefined && thread_ts === undefined && !isDirect(channel),
  )
  const status = said.findLast(({ ts, text }) => ts > since && statusWords.test(text))
  const [, period, reference, words = ''] = statusWords.exec(status?.text ?? '') ?? []
  if (status === undefined || period === undefined || reference === undefined) return null
  const close = { channel: status.channel, reference, period }
  const later = said.filter(({ ts, text }) => ts > status.ts && text.includes(`${reference})`))
  const card = later.findLast(({ text }) => isCard(text))
  const isOpen = card !== undefined && labelsOf(card).includes('Approve')
  const isTold = later.some(({ text }) => !isCard(text)) && labelsOf(status).length === 0
  if (card !== undefined && (isOpen || !isTold)) return { ...close, channel: card.channel, ...decisionsOf(card.text) }
  if (isTold) return { ...close, kind: 'ended', isClosed: words.includes(`Zuora closed ${period}`) }
  return { ...close, kind: labelsOf(status).includes('Check again') ? 'blocked' : 'running' }
}

/** Who is asked to decide is told there too, in words like the card's. */
const isDirect = (channel: string): boolean => channel.startsWith('D')

/** `<@U0BOB> and <@U0CAROL>: <@U0ALICE> asks for the close …`, also once it is decided. */
const isCard = (text: string): boolean => text.includes(' asks for ')

const labelsOf = ({ blocks }: Message): string[] =>
  elementsOf(blocks ?? []).flatMap(({ element }) => (element.type === 'button' ? [element.text.text] : []))

const decisionsOf = (text: string) => {
  const [, given = '0', needed = '0'] = /(\d+) of (\d+) approvals/.exec(text) ?? []
  const [asked = '', approved = ''] = text.split(/Approved: /)
  const [called = ''] = asked.split(' asks for ')
  const named = mentionedIn(called)
  const requester = named.at(-1)
  const has = mentionedIn(approved)
  const next = named.find((user) => user !== requester && !has.includes(user)) ?? null
  return { kind: 'deciding' as const, given: Number(given), needed: Number(needed), next }
}

const mentionedIn = (text: string): string[] => [...text.matchAll(/<@(\w+)>/g)].map(([, user = '']) => user)
