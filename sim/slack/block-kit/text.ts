import { z } from 'zod'

/** Text objects with the limits Slack documents; a limit is in characters. */
export const plainText = (max: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  })

export const anyText = (max: number) =>
  z.discriminatedUnion('type', [
    plainText(max),
    z.strictObject({
      type: z.literal('mrkdwn'),
      text: z.string().min(1).max(max),
      verbatim: z.boolean().optional(),
    }),
  ])

export const confirmDialog = z.strictObject({
  title: plainText(100).optional(),
  text: anyText(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: z.enum(['primary', 'danger']).optional(),
})

/** Slack documents 150 characters for an option's value; checkboxes and radio buttons alone take mrkdwn. */
const value = z.string().min(1).max(150)

export const menuOption = z.strictObject({
  text: plainText(75),
  value,
  description: plainText(75).optional(),
})

export const overflowOption = menuOption.extend({ url: z.string().max(3000).optional() })

export const boxOption = z.strictObject({ text: anyText(75), value, description: anyText(75).optional() })

export type PlainText = z.infer<ReturnType<typeof plainText>>
export type AnyText = z.infer<ReturnType<typeof anyText>>
export type ConfirmDialog = z.infer<typeof confirmDialog>
export type Option = z.infer<typeof overflowOption> | z.infer<typeof boxOption>
