/** Bolt's Slack ids and the labels people see, in one place. */
export const actionIds = {
  approve: 'approve',
  reject: 'reject',
  cancel: 'cancel',
  checkAgain: 'check-again',
  setBack: 'set-back-to-open',
  /** A link in a message: Slack delivers the click, and nothing is to be done. */
  openLink: 'open-link',
} as const

export const callbackIds = { reject: 'reject' } as const

export const blockIds = { reason: 'reason' } as const

export const labels = {
  approve: 'Approve',
  reject: 'Reject…',
  cancel: 'Cancel request',
  checkAgain: 'Check again',
  setBack: 'Set back to Open',
} as const
