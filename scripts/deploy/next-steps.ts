import type { Manifest } from '../manifest/manifest-schema.ts'
import type { Ready } from './ready-to-deploy.ts'

/** What is to be done by hand after a deployment, and where; on an update most of it stands already. */
export function nextSteps(
  { stage, channel }: Pick<Ready, 'stage' | 'channel'>,
  { url, manifest }: { url: string; manifest: Manifest },
): string[] {
  const { bot_user, slash_commands } = manifest.features
  const [{ command }] = slash_commands
  return [
    `Request URL: ${url}`,
    '',
    'The first time (docs/deploy.md has each step in full):',
    '1. The Slack app: https://api.slack.com/apps → Create New App → From a manifest, and paste what this prints:',
    `     npm run --silent manifest -- --url ${url} --stage ${stage}`,
    '   Then Install App → Install to Workspace.',
    `2. Its signing secret and bot token, and Zuora’s client: npm run secrets -- --stage ${stage}`,
    '   Then, in the app’s settings, Event Subscriptions: Retry at the Request URL, which becomes Verified.',
    `3. In Slack, in the channel ${channel} and every other one of closing-bell.yml: /invite @${bot_user.display_name}`,
    `4. npm run doctor -- --stage ${stage}`,
    '',
    `After an update: paste the manifest again where it has changed (App Manifest in the app’s settings), then step 4. Then type ${command} help.`,
  ]
}
