import type { KnownBlock } from '@slack/types'
import type { HomeOfPerson } from '../../../domain/home/home.ts'
import { typedCommand } from '../../command-name.ts'
import { header, section } from '../blocks.ts'
import { listed, mention } from '../text/mrkdwn.ts'

/** For somebody whom no policy names: what this is, and whom to ask. */
export function noPartBlocks({ ask, admin, isFullMember }: Extract<HomeOfPerson, { kind: 'no-part' }>): KnownBlock[] {
  const whom = ask.length === 0 ? '' : ` For a close, ask ${listed(ask.map(mention), 'or')}.`
  const keeper = admin === null ? 'whoever keeps closing-bell.yml' : mention(admin)
  const list = isFullMember ? ` ${typedCommand('list')} shows the calendar to every full member of this workspace.` : ''
  return [
    header('Closing Bell'),
    section(
      'Closing Bell closes Zuora accounting periods from Slack: people ask, approvers agree on exactly what they saw, and who asked and who agreed is kept as a record.',
    ),
    section(
      `You have no part in it, so nothing waits for you here.${whom} If you should have a part, ask ${keeper}: the policy names who may ask, approve and read.${list}`,
    ),
  ]
}
