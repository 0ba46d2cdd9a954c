import * as z from 'zod/mini'

const target = z.object({
  key: z.object({ entity: z.string(), number: z.number() }),
  round: z.number(),
  heldUntil: z.exactOptional(z.number()),
  askedSince: z.exactOptional(z.number()),
})

/** Only what is to be sent. */
const fields = z.object({
  name: z.exactOptional(z.string()),
  startDate: z.exactOptional(z.string()),
  endDate: z.exactOptional(z.string()),
  fiscalYear: z.exactOptional(z.number()),
  fiscalQuarter: z.exactOptional(z.nullable(z.number())),
  notes: z.exactOptional(z.nullable(z.string())),
  organizationLabels: z.exactOptional(z.readonly(z.array(z.string()))),
})

/** The message of the exception, where its button was pressed there. */
const shownAt = z.exactOptional(z.string())

const from = {
  /** The same for the same delivery, however often it is delivered. */
  messageId: z.string(),
  personId: z.string(),
  channel: z.string(),
  /** On Home: the block of what was pressed; the answer stands beside it. */
  homeBlock: z.exactOptional(z.string()),
  /** Slack's own time of a click, as Slack writes it. */
  slackTs: z.exactOptional(z.string()),
}

/** What a person asked for in Slack, as `slack` hands it to `respond`. */
export const askedSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('command'), text: z.string(), responseUrl: z.string(), ...from }),
  z.object({
    kind: z.literal('click'),
    action: z.enum([
      'approve',
      'withdraw',
      'stop',
      'cancel',
      'check-again',
      'set-back',
      'nudge',
      'take-over',
      'end-delegation',
    ]),
    target,
    responseUrl: z.nullable(z.string()),
    ...from,
  }),
  z.object({
    kind: z.literal('form'),
    form: z.enum(['create', 'edit', 'dates']),
    reference: z.string(),
    entity: z.nullable(z.string()),
    /** The modal that is loading, as it was opened. */
    viewId: z.string(),
    viewHash: z.string(),
    ...from,
  }),
  z.object({
    kind: z.literal('change'),
    action: z.enum(['create', 'update', 'update-dates']),
    entity: z.string(),
    periodId: z.nullable(z.string()),
    fields,
    ...from,
  }),
  z.object({ kind: z.literal('rejection'), target, reason: z.string(), ...from }),
  /** Of an exception; `round` is how often it had been explained when the button was made. */
  z.object({
    kind: z.literal('explanation'),
    target,
    explanation: z.object({ who: z.string(), why: z.string(), ticket: z.string() }),
    shownAt,
    ...from,
  }),
  z.object({ kind: z.literal('acknowledgement'), target, shownAt, responseUrl: z.nullable(z.string()), ...from }),
  /** A button whose value is a command; where `replacesOriginal`, only who pressed it sees the message it stands in. */
  z.object({
    kind: z.literal('pressed'),
    command: z.string(),
    replacesOriginal: z.boolean(),
    responseUrl: z.nullable(z.string()),
    ...from,
  }),
  /** What is reminded of in a message, not again before then; `none` ends it. A person's own where it was said directly. */
  z.object({
    kind: z.literal('snooze'),
    subject: z.string(),
    until: z.enum(['tomorrow', '3-days', 'due-date', 'none']),
    /** Whose reminders (a Slack id), where it was not pressed in their conversation. */
    audience: z.exactOptional(z.string()),
    responseUrl: z.nullable(z.string()),
    ...from,
  }),
  /** Somebody opened the bot's Home tab. */
  z.object({ kind: z.literal('home'), ...from }),
  /** The modal behind “Reopen…”. */
  z.object({ kind: z.literal('reopening'), entity: z.string(), periodId: z.string(), reason: z.string(), ...from }),
])

export type Asked = z.infer<typeof askedSchema>
