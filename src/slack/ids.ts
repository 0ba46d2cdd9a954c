/** Bolt's Slack ids and the labels people see, in one place. */
export const actionIds = {
  approve: 'approve',
  reject: 'reject',
  cancel: 'cancel',
  checkAgain: 'check-again',
  setBack: 'set-back-to-open',
  nudge: 'nudge',
  takeOver: 'take-over',
  /** Its value is the delegation's number in the register; in a list something follows a colon. */
  endDelegation: 'end-delegation',
  withdraw: 'withdraw',
  /** In a list something follows a colon. */
  explain: 'explain-exception',
  acknowledge: 'acknowledge-exception',
  stop: 'stop',
  /** A link in a message: Slack delivers the click, and nothing is to be done. In a list something follows a colon. */
  openLink: 'open-link',
  /** Does what the typed command in its value does. In a block each id differs: something follows a colon. */
  command: 'command',
  /** The same, and the answer takes the place of the private message that the button stands in. */
  turn: 'turn',
  /** Asks for the reason in a modal first. In a list something follows a colon. */
  reopen: 'reopen',
  /** A choice whose value is how long, a blank and the subject; in a list something follows a colon. */
  snooze: 'snooze',
  /** Opens a form; its value is the typed command, as `edit Oct 2026`. In a block of two, something follows a colon. */
  openForm: 'open-form',
} as const

/** An action id of these, with or without what tells it from others in its block. */
export const commandIds = /^(command|turn)(:[a-z0-9-]+)?$/
export const explainIds = /^explain-exception(:\d+)?$/
export const acknowledgeIds = /^acknowledge-exception(:\d+)?$/
export const openLinkIds = /^open-link(:\d+)?$/
export const reopenIds = /^reopen(:\d+)?$/
export const snoozeIds = /^snooze(:\d+)?$/
export const endDelegationIds = /^end-delegation(:\d+)?$/
export const openFormIds = /^open-form(:[a-z0-9-]+)?$/

export const callbackIds = {
  reject: 'reject',
  reopen: 'reopen',
  form: 'period-form',
  explain: 'explain-exception',
} as const

export const blockIds = { reason: 'reason', explainWho: 'who', explainWhy: 'why', explainTicket: 'ticket' } as const

export const labels = {
  approve: 'Approve',
  reject: 'Reject…',
  cancel: 'Cancel request',
  checkAgain: 'Check again',
  setBack: 'Set back to Open',
  nudge: 'Nudge',
  takeOver: 'Take over',
  askAgain: 'Ask again',
  endDelegation: 'End…',
  withdraw: 'Withdraw my approval',
  stop: 'Stop',
  trialBalance: 'Run trial balance',
  pendingClose: 'Set to pending close',
  close: 'Close',
  reopen: 'Reopen…',
  edit: 'Edit…',
  dates: 'Change dates…',
  delete: 'Delete',
  showOpen: 'Show open',
  showAll: 'Show all',
  showEarlier: 'Show earlier',
  showLater: 'Show later',
  lookAgain: 'Look again',
  show: 'Show',
  list: 'List periods',
  whyNot: 'Why not',
  explain: 'Explain…',
  acknowledge: 'Acknowledge',
  review: 'Review',
  snooze: 'Snooze',
  endSnooze: 'Remind again',
  createPeriod: 'Create period…',
  whoCan: 'Show access',
} as const
