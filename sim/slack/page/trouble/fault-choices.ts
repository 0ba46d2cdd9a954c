import type { Fault } from '../../control/faults.ts'

/** Something that goes wrong between Slack and the bot; `about`: what that means. */
export type FaultChoice = { id: string; of: 'requests' | 'calls'; label: string; about: string; fault: Fault }

const ofRequest = (kind: 'delay' | 'twice' | 'drop-before' | 'drop-after', delayMs = 0): Fault => ({
  method: 'delivery',
  kind,
  delayMs,
  times: 1,
})

const ofCall = (kind: '429' | 'error' | 'drop-before' | 'drop-after'): Fault => ({
  method: '*',
  kind,
  delayMs: 0,
  times: 1,
  retryAfterSeconds: 5,
  error: 'internal_error',
  status: 503,
})

/** Slack waits 3 s for the bot's answer. */
const tooLateMs = 4000

export const faultChoices: readonly FaultChoice[] = [
  {
    id: 'late',
    of: 'requests',
    label: 'Too late',
    about: 'It arrives 4 s later: Slack tells the person that it failed, and the bot gets it all the same.',
    fault: ofRequest('delay', tooLateMs),
  },
  {
    id: 'twice',
    of: 'requests',
    label: 'Twice',
    about: 'It arrives twice, the second time a moment later.',
    fault: ofRequest('twice', 200),
  },
  {
    id: 'lost',
    of: 'requests',
    label: 'Never',
    about: 'It does not arrive, and Slack tells the person so.',
    fault: ofRequest('drop-before'),
  },
  {
    id: 'ack-lost',
    of: 'requests',
    label: 'Answer lost',
    about: 'It arrives, and the bot’s answer does not: Slack tells the person that it failed.',
    fault: ofRequest('drop-after'),
  },
  {
    id: 'too-many',
    of: 'calls',
    label: 'Too many requests (429)',
    about: 'Slack refuses it and names 5 s to wait.',
    fault: ofCall('429'),
  },
  {
    id: 'refused',
    of: 'calls',
    label: 'internal_error',
    about: 'Slack says that it made a mistake itself.',
    fault: ofCall('error'),
  },
  {
    id: 'call-lost',
    of: 'calls',
    label: 'Lost',
    about: 'The connection breaks before Slack did anything.',
    fault: ofCall('drop-before'),
  },
  {
    id: 'answer-lost',
    of: 'calls',
    label: 'Answer lost',
    about: 'Slack does what it is asked, and the connection breaks before the bot is told.',
    fault: ofCall('drop-after'),
  },
]

const isSame = (one: Fault, other: Fault): boolean => one.method === other.method && one.kind === other.kind

/** How often it is still to happen; 0: not at all. */
export const timesLeft = (faults: readonly Fault[], { fault }: FaultChoice): number =>
  faults.find((each) => isSame(each, fault))?.times ?? 0

/** What is to go wrong once a choice was pressed: so many times, or no more where it was on. */
export const pressed = (faults: readonly Fault[], choice: FaultChoice, times: number): Fault[] => {
  const others = faults.filter((each) => !isSame(each, choice.fault))
  return others.length < faults.length ? others : [...faults, { ...choice.fault, times }]
}
