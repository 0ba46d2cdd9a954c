/** What the bot is sent. */
export const deliveryKinds = ['command', 'block_actions', 'view_submission', 'view_closed', 'event_callback'] as const

export type DeliveryKind = (typeof deliveryKinds)[number]
