import { z } from 'zod'

/** What the function answers. */
export const endAnswered = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['no-such-request', 'over', 'changed-meanwhile']) }),
  z.object({ kind: z.literal('ask-under-way'), asked: z.string() }),
  z.object({ kind: z.literal('wait'), seconds: z.number() }),
  z.object({
    kind: z.literal('done'),
    step: z.enum(['outcome', 'seal', 'telling']),
    asked: z.array(z.string()).default([]),
  }),
])
export type EndAnswered = z.infer<typeof endAnswered>

const done = {
  outcome:
    'It has ended, and the record says by whom and why. The workflow seals and tells it within ten minutes; if it does not, run this again: then the record is sealed here.',
  seal: 'Its record is sealed, and the next request for the period takes its place. People are told within ten minutes; if they are not, run this again: then nobody is told any more.',
  telling: 'Nobody is told any more; its record says so. Tell the channel yourself.',
} as const

/** `isDone`: whether something was done. */
export function saidOfEnd(request: string, answer: EndAnswered): { isDone: boolean; words: string } {
  const no = (words: string) => ({ isDone: false, words: `${request}: ${words}` })
  switch (answer.kind) {
    case 'no-such-request':
      return no('there is no such request. Its number is on its card and in the alarm’s log line.')
    case 'over':
      return no('it has ended, and everyone has been told: there is nothing to end.')
    case 'changed-meanwhile':
      return no('it has moved in this very moment, so nothing was done. Look at its card, then run this again.')
    case 'ask-under-way':
      return no(
        `Zuora was asked (${answer.asked}) moments ago, which may still take effect, so nothing was done. Wait three minutes, look at the period in Zuora, then run this again.`,
      )
    case 'wait':
      return no(
        `it was ended by hand moments ago. The workflow has ${Math.ceil(answer.seconds / 60)} more minutes for its part.`,
      )
    case 'done':
      return {
        isDone: true,
        words: [`${request}: ${done[answer.step]}`, ...effectsOf(request, answer.asked)].join('\n'),
      }
  }
}

/** Its outcome says that it failed; Zuora may see it otherwise. */
function effectsOf(request: string, asked: readonly string[]): string[] {
  if (asked.length === 0) return []
  return [
    `It had asked Zuora for this, which may have taken effect: ${asked.join(', ')}. Look at the period in Zuora now. If a close, a reopening or a change took effect, that is found as an exception within 15 minutes; whoever explains it there names ${request}.`,
  ]
}
