import type { Program } from './program.ts'
import type { Shown } from './slack-people.ts'

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

/** The approval card that can be clicked now; another than `before`. */
export function openCard({ slack }: Program, { reference }: Asked, before?: Shown): Promise<Shown> {
  return slack.sees(
    `an approval card of ${reference}`,
    ({ ts, text, buttons }) => text.includes(`${reference})`) && buttons.includes('Approve') && ts !== before?.ts,
  )
}

/** The message that tells how it ended. */
export function outcomeOf({ slack }: Program, { reference }: Asked): Promise<Shown> {
  return slack.sees(`the outcome of ${reference}`, ({ words }) => words.includes(`Record ${reference}, head`))
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
