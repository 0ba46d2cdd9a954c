import { z } from 'zod'
import { boxOption, confirmDialog, menuOption, overflowOption, plainText } from './text.ts'

const actionable = { action_id: z.string().min(1).max(255).optional() }
const confirmable = { ...actionable, confirm: confirmDialog.optional() }
const focusable = { focus_on_load: z.boolean().optional() }
const placeholdable = { placeholder: plainText(150).optional() }
const picker = { ...confirmable, ...focusable, ...placeholdable }
const dispatchable = {
  ...actionable,
  ...focusable,
  ...placeholdable,
  dispatch_action_config: z
    .strictObject({ trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).optional() })
    .optional(),
}

const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  value: z.string().max(2000).optional(),
  url: z.string().max(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().max(75).optional(),
  ...confirmable,
})

/** "If both are provided then the payload will be rejected". */
const imageFile = z.union([z.strictObject({ id: z.string() }), z.strictObject({ url: z.string() })])

export type ImageFile = z.infer<typeof imageFile>

/** Of an image, as a block or in one. */
export const imageSource = {
  image_url: z.string().max(3000).optional(),
  slack_file: imageFile.optional(),
  alt_text: z.string().min(1).max(2000),
}

export const imageElement = z.strictObject({ type: z.literal('image'), ...imageSource })

export type ImageElement = z.infer<typeof imageElement>

const optionGroup = z.strictObject({ label: plainText(75), options: z.array(menuOption).min(1).max(100) })
const choices = {
  options: z.array(menuOption).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
}
const several = { max_selected_items: z.int().min(1).optional() }
const fewOptions = { options: z.array(boxOption).min(1).max(10), ...confirmable, ...focusable }

const selects = [
  z.strictObject({ type: z.literal('static_select'), ...choices, initial_option: menuOption.optional(), ...picker }),
  z.strictObject({
    type: z.literal('multi_static_select'),
    ...choices,
    initial_options: z.array(menuOption).optional(),
    ...several,
    ...picker,
  }),
  z.strictObject({ type: z.literal('users_select'), initial_user: z.string().optional(), ...picker }),
  z.strictObject({
    type: z.literal('multi_users_select'),
    initial_users: z.array(z.string()).optional(),
    ...several,
    ...picker,
  }),
  z.strictObject({
    type: z.literal('conversations_select'),
    initial_conversation: z.string().optional(),
    default_to_current_conversation: z.boolean().optional(),
    filter: z.looseObject({}).optional(),
    ...picker,
  }),
  z.strictObject({ type: z.literal('channels_select'), initial_channel: z.string().optional(), ...picker }),
] as const

const boxes = [
  z.strictObject({ type: z.literal('checkboxes'), initial_options: z.array(boxOption).optional(), ...fewOptions }),
  z.strictObject({ type: z.literal('radio_buttons'), initial_option: boxOption.optional(), ...fewOptions }),
] as const

const dates = [
  z.strictObject({ type: z.literal('datepicker'), initial_date: z.iso.date().optional(), ...picker }),
  z.strictObject({
    type: z.literal('timepicker'),
    initial_time: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .optional(),
    timezone: z.string().optional(),
    ...picker,
  }),
] as const

const dateTime = z.strictObject({
  type: z.literal('datetimepicker'),
  initial_date_time: z.int().optional(),
  ...confirmable,
  ...focusable,
})

const overflow = z.strictObject({
  type: z.literal('overflow'),
  options: z.array(overflowOption).min(1).max(5),
  ...confirmable,
})

const typed = { initial_value: z.string().optional(), ...dispatchable }
const writing = [
  z.strictObject({
    type: z.literal('plain_text_input'),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
    ...typed,
  }),
  z.strictObject({ type: z.literal('email_text_input'), ...typed }),
  z.strictObject({ type: z.literal('url_text_input'), ...typed }),
  z.strictObject({
    type: z.literal('number_input'),
    is_decimal_allowed: z.boolean(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
    ...typed,
  }),
] as const

/** Which elements may stand where, as Slack's reference of each block lists them. */
export const actionElement = z.discriminatedUnion('type', [button, ...selects, ...boxes, ...dates, dateTime, overflow])
export const accessory = z.discriminatedUnion('type', [button, imageElement, ...selects, ...boxes, ...dates, overflow])
export const inputElement = z.discriminatedUnion('type', [...writing, ...selects, ...boxes, ...dates, dateTime])

export type Button = z.infer<typeof button>
type ActionElement = z.infer<typeof actionElement>
type InputElement = z.infer<typeof inputElement>
/** Everything a person can act on, wherever it stands. */
export type Actionable = ActionElement | InputElement
