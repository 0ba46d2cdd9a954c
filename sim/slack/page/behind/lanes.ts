import { type BehindLane, behindLanes } from '../../behind/behind-source.ts'

/** A lane's name on the page, and what it stands for. */
export const laneWords: Readonly<Record<BehindLane, { name: string; about: string }>> = {
  'slack-request': {
    name: 'Slack asks',
    about: 'What Slack sends to the bot: commands, clicks, forms. Acked within 3 s.',
  },
  function: {
    name: 'Functions',
    about: 'Lambda functions: slack verifies, acks and hands on; the others do the work.',
  },
  table: {
    name: 'Table',
    about: 'Writes to DynamoDB: the record, before anything is asked of Zuora or told in Slack.',
  },
  'state-machine': { name: 'State machine', about: 'Step Functions: the states of one request, named like it.' },
  zuora: { name: 'Zuora', about: 'Calls of the bot to Zuora.' },
  'slack-call': { name: 'Slack is told', about: 'Calls of the bot to Slack: messages, cards, lookups.' },
  'event-bus': { name: 'Events', about: 'What other programs are told, by EventBridge.' },
}

/** The lanes in which something happened, in their order. */
export const lanesIn = (entries: readonly { lane: BehindLane }[]): BehindLane[] => {
  const used = new Set(entries.map(({ lane }) => lane))
  return behindLanes.filter((lane) => used.has(lane))
}
