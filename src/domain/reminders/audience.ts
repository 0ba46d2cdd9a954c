import type { Audience } from './reminder.ts'

/** The Slack id of the channel or the person, under which it is kept what they were told. */
export function audienceId(audience: Audience): string {
  return audience.kind === 'channel' ? audience.channel : audience.id
}
