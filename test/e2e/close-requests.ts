import type { Program } from './program.ts'
import type { Shown } from './slack-people.ts'
import { waitFor } from './wait-for.ts'

/** A request on its way, as the channel shows it. */
export type Asked = { reference: string; status: Shown }

/** Asks for something of a period and returns the request's status message. */
export async function ask(program: Program, command: string, user = 'U0ALICE'): Promise<Asked> {
  const told = await program.slack.isTold(user, () => program.slack.type(user, command))
  const reference = /^([A-Z]+-\d{4}): .* is (?:under way|planned)/.exec(told)?.[1]
  if (reference === undefined) throw new Error(`it was not started: ${told}`)
  const status = await program.slack.sees(
    `the status message of ${reference}`,
    ({ text, thread }) => thread === undefined && text.includes(`${reference})`),
  )
  return { reference, status }
}

/** The approval card that can be clicked now; a later one than `before`. */
export function openCard({ slack }: Program, { reference }: Pick<Asked, 'reference'>, before?: Shown): Promise<Shown> {
  return slack.sees(
    `an approval card of ${reference}`,
    ({ ts, text, buttons }) => text.includes(`${reference})`) && buttons.includes('Approve') && ts > (before?.ts ?? ''),
  )
}

/** The message that tells how it ended. */
export function outcomeOf({ slack }: Program, { reference }: Pick<Asked, 'reference'>): Promise<Shown> {
  return slack.sees(`the outcome of ${reference}`, ({ words }) => words.includes(`Record ${reference}, head`))
}

/** What is answered of a period whose close waits for approval, once that leads to the card. */
export function leadsToCard({ slack }: Program, command: string, user = 'U0ALICE'): Promise<Shown> {
  return waitFor(`an answer to ${command} that leads to the card`, async () => {
    const answer = await slack.isAnswered(user, () => slack.type(user, command))
    return `${answer.text}${answer.words}`.includes('|Review>') ? answer : undefined
  })
}

/** A press that counts, or does not: the private answer says which. */
export function press({ slack }: Program, user: string, message: Shown, label: string): Promise<string> {
  return slack.isTold(user, () => slack.press(user, message, label))
}

/** Others set the period back to Open in Zuora, where it is not. */
export async function leaveOpen({ zuora }: Program, name: string): Promise<void> {
  const found = await zuora.period(name)
  if (found && found.status !== 'Open') await zuora.does('reopen', name)
}
