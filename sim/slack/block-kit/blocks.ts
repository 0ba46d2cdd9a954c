import { z } from 'zod'
import { accessory, actionElement, imageElement, imageSource, inputElement } from './elements.ts'
import { richText } from './rich-text.ts'
import { anyText, plainText } from './text.ts'

const named = { block_id: z.string().min(1).max(255).optional() }

const section = z
  .strictObject({
    type: z.literal('section'),
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
    ...named,
  })
  .refine((block) => block.text !== undefined || block.fields !== undefined, 'missing required field: text')

const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1).optional() }),
  richText,
])

const table = z.strictObject({
  type: z.literal('table'),
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
  column_settings: z
    .array(
      z
        .strictObject({ align: z.enum(['left', 'center', 'right']).optional(), is_wrapped: z.boolean().optional() })
        .nullable(),
    )
    .max(20)
    .optional(),
  ...named,
})

const input = z.strictObject({
  type: z.literal('input'),
  label: plainText(2000),
  element: inputElement,
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  ...named,
})

/** Blocks that Slack draws and this stand-in does not: taken unchecked, shown as a placeholder. */
const undrawn = z.looseObject({
  type: z.enum([
    'card',
    'carousel',
    'container',
    'context_actions',
    'data_table',
    'file',
    'markdown',
    'plan',
    'task_card',
    'video',
  ]),
  ...named,
})

export const block = z.discriminatedUnion('type', [
  section,
  table,
  input,
  richText,
  undrawn,
  z.strictObject({ type: z.literal('header'), text: plainText(150), ...named }),
  z.strictObject({ type: z.literal('divider'), ...named }),
  z.strictObject({
    type: z.literal('context'),
    elements: z
      .array(z.union([imageElement, anyText(3000)]))
      .min(1)
      .max(10),
    ...named,
  }),
  z.strictObject({ type: z.literal('actions'), elements: z.array(actionElement).min(1).max(25), ...named }),
  z.strictObject({
    type: z.literal('image'),
    ...imageSource,
    title: plainText(2000).optional(),
    ...named,
  }),
  z.strictObject({
    type: z.literal('alert'),
    text: anyText(3000),
    level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
    ...named,
  }),
])

export type Block = z.infer<typeof block>
export type Section = z.infer<typeof section>
export type Table = z.infer<typeof table>
export type InputBlock = z.infer<typeof input>
