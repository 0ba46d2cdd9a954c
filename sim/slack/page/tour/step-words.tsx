import type { ComponentChildren } from 'preact'
import type { Person } from '../../shapes.ts'
import type { TourStep } from './tour-step.ts'

/** What the tour does for the person, who is `you`. */
export type Doing = {
  you: string
  /** What the bot's command is called. */
  command: string
  /** Whether the channel of the close is seen. */
  isThere: boolean
  people: readonly Person[]
  begin(): void
  finish(): void
  /** Becomes the person and shows the channel of the close. */
  be(person: string): void
  write(text: string): void
  openHome(): void
  /** Opens the clock; null where it cannot be moved. */
  jump: (() => void) | null
}

const requester = 'U0ALICE'

export const titleOf = (step: TourStep): string => {
  if (step.number === 1) return 'What this is'
  if (step.number === 2) return 'Alice asks'
  if (step.number === 3)
    return step.close.kind === 'blocked' ? 'Something stands in the way' : 'Zuora adds up the month'
  if (step.number === 4) return 'The approvers decide'
  return step.close.isClosed ? 'Closed, and on record' : 'It has ended'
}

type Props<S> = { step: S; doing: Doing }
type Numbered<N> = Extract<TourStep, { number: N }>

export const StepWords = ({ step, doing }: Props<TourStep>) => {
  if (step.number === 1) return <Begin doing={doing} />
  if (step.number === 2) return <Ask step={step} doing={doing} />
  if (step.number === 3) return <Run step={step} doing={doing} />
  if (step.number === 4) return <Decide step={step} doing={doing} />
  return <Look step={step} doing={doing} />
}

const Begin = ({ doing }: { doing: Doing }) => (
  <>
    <p>
      Once all invoices and payments of a month are in, a company closes it: nothing can be booked there any more. With
      Closing Bell a finance team does so from Slack, in Zuora, its billing system; others have to agree first. This
      page plays both on your machine; the bot is the real one. Close a month in two minutes?
    </p>
    <Button label="Begin" isPrimary onPress={doing.begin} />
  </>
)

const Ask = ({ step: { isAnswered }, doing }: Props<Numbered<2>>) =>
  doing.you === requester ? (
    <>
      <p>You are Alice, who may ask for a close. Write this to the bot and press Enter:</p>
      <Button
        label={`${doing.command} close next`}
        isPrimary
        onPress={() => doing.write(`${doing.command} close next`)}
      />
      {isAnswered ? (
        <p>
          Its answer, which only you see, says what is in the way. Is every month closed that has ended? Reopen the last
          one in <a href="#zuora">Zuora</a> and ask again.
        </p>
      ) : null}
    </>
  ) : (
    <>
      <p>Alice may ask for a close. You are somebody else now.</p>
      <Button label="Be Alice" isPrimary onPress={() => doing.be(requester)} />
    </>
  )

const Run = ({ step: { close }, doing }: Props<Numbered<3>>) =>
  close.kind === 'blocked' ? (
    <p>
      The bot’s message in the channel lists what has to be cleared in {close.period} first. Clear it in{' '}
      <a href="#zuora">Zuora</a>, then press <b>Check again</b> on the message. <BackTo doing={doing} />
    </p>
  ) : (
    <p>
      The bot has set {close.period} to pending close, and Zuora runs its trial balance: it adds up all that was booked,
      to see that both sides agree. That takes some twenty seconds here, hours in a large company. Look at it in{' '}
      <a href="#zuora">Zuora</a>, where you can also be whoever interferes.
    </p>
  )

const Decide = ({ step: { close }, doing }: Props<Numbered<4>>) => {
  const next = close.given < close.needed ? doing.people.find(({ id }) => id === close.next) : undefined
  return (
    <>
      <p>
        {close.given} of {close.needed} approvals; who asked may not approve. The card in the channel shows what Zuora
        found, and an approval is for exactly that.
      </p>
      {close.given >= close.needed ? <p>All is checked once more, then Zuora is asked to close.</p> : null}
      {next === undefined && close.given < close.needed ? (
        <p>Be one of those whom the card names, and decide.</p>
      ) : null}
      {next !== undefined && next.id !== doing.you ? (
        <Button label={`Be ${next.name}`} isPrimary onPress={() => doing.be(next.id)} />
      ) : null}
      {next !== undefined && next.id === doing.you ? (
        <p>
          You are {next.name}: press <b>Approve</b> on the card, and once more when asked. <BackTo doing={doing} />
        </p>
      ) : null}
    </>
  )
}

const Look = ({ step: { close }, doing }: Props<Numbered<5>>) => {
  const question = `${doing.command} history ${close.period}`
  return (
    <>
      <p>
        {close.isClosed
          ? `Zuora closed ${close.period}; the channel has the outcome. Who asked, who approved, on what grounds:`
          : 'The message in the channel says why, and what can be done. What was recorded of it:'}
      </p>
      <Button label={question} onPress={() => doing.write(question)} />
      <p>
        Then look at <LinkButton label="Home" onPress={doing.openHome} />, what waits for whom;{' '}
        <a href="#behind">Behind</a>, every step of this close; <a href="#zuora">Zuora</a>, to make the next one fail.
        {doing.jump === null ? null : (
          <>
            {' '}
            The next month is not over yet: <LinkButton label="jump" onPress={doing.jump} /> past its end.
          </>
        )}
      </p>
      <Button label="Finish" isPrimary onPress={doing.finish} />
    </>
  )
}

const BackTo = ({ doing }: { doing: Doing }) =>
  doing.isThere ? null : <LinkButton label="Back to the channel" onPress={() => doing.be(doing.you)} />

type Pressed = { label: ComponentChildren; isPrimary?: boolean; onPress: () => void }

const Button = ({ label, isPrimary = false, onPress }: Pressed) => (
  <button type="button" class={`button ${isPrimary ? 'primary' : ''}`} onClick={onPress}>
    {label}
  </button>
)

const LinkButton = ({ label, onPress }: Pressed) => (
  <button type="button" class="link" onClick={onPress}>
    {label}
  </button>
)
