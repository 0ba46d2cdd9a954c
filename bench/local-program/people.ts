import { z } from 'zod'
import { callJson } from './call-json.ts'
import { waitUntil } from './wait-until.ts'

const button = z.object({ type: z.string(), text: z.object({ text: z.string() }).optional() }).loose()
const message = z.looseObject({
  channel: z.string(),
  ts: z.string(),
  text: z.string(),
  blocks: z.array(z.looseObject({ type: z.string(), elements: z.array(z.unknown()).default([]) })).default([]),
})
const messages = z.object({ messages: z.array(message) })

export type Message = z.infer<typeof message>
export type People = ReturnType<typeof peopleAt>

/** The people of the Slack stand-in, by its control API. */
export function peopleAt(pageUrl: string, channel = 'C0CLOSE') {
  const post = (path: string, body: object) => callJson(`${pageUrl}/sim/${path}`, body)
  const inChannel = async () => messages.parse(await callJson(`${pageUrl}/sim/messages?channel=${channel}`)).messages
  return {
    type: (user: string, text: string) => post('command', { user, channel, text }),
    /** False where the message has no such button any more. */
    press: async (user: string, { ts }: Message, label: string) => {
      await post('click', { user, channel, ts, label })
    },
    /** The newest message with this button. */
    sees: (label: string) =>
      waitUntil(`message with the button ${label}`, async () =>
        (await inChannel()).findLast((one) => buttonsOf(one).includes(label)),
      ),
    /** Those that ask for approvals, answered or not. */
    cards: async () => (await inChannel()).filter((one) => buttonsOf(one).includes('Approve')),
    hasOutcome: async (reference: string) =>
      (await inChannel()).some((one) => JSON.stringify(one).includes(`Record ${reference}, head`)),
    /** Where something is at work, or it is that time already, nothing is moved. */
    jumpTo: async (moment: number) => {
      const headers = { 'content-type': 'application/json' }
      const body = JSON.stringify({ to: new Date(moment).toISOString() })
      await (await fetch(`${pageUrl}/sim/clock`, { method: 'POST', headers, body })).arrayBuffer()
    },
  }
}

function buttonsOf({ blocks }: Message): string[] {
  const elements = blocks.filter(({ type }) => type === 'actions').flatMap((block) => block.elements)
  return elements.flatMap((element) => button.safeParse(element).data?.text?.text ?? [])
}
