import type { StandIn } from '../stand-in.ts'
import { findPerson, workspace } from '../workspace/workspace.ts'

/** What every interaction payload carries. The verification token is deprecated; Slack still sends one. */
export const payloadBase = (standIn: StandIn, user: string): Record<string, unknown> => {
  const handle = findPerson(user)?.handle ?? ''
  return {
    team: { id: standIn.options.teamId, domain: workspace.domain },
    user: { id: user, username: handle, name: handle, team_id: standIn.options.teamId },
    api_app_id: standIn.options.appId,
    token: 'verification-token-not-to-be-used',
    enterprise: null,
    is_enterprise_install: false,
  }
}
