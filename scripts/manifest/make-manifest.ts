import { type Manifest, manifestSchema } from './manifest-schema.ts'

/** Where Slack sends what people do: an address of the deployment, or a socket that the program opens. */
export type ManifestTo = { kind: 'address'; url: string } | { kind: 'socket' }

type Made = { ok: true; manifest: Manifest } | { ok: false; mistakes: string[] }

const path = '/slack/events'
const production = 'prod'

/**
 * slack-manifest.json for one deployment: with its addresses, the name of its command, and its stage in the app's name
 * where that is not production, so that nobody takes one for the other.
 */
export function makeManifest(
  template: Manifest,
  { to, command, stage }: { to: ManifestTo; command: string; stage: string | null },
): Made {
  const url = to.kind === 'address' ? requestUrl(to.url) : undefined
  if (to.kind === 'address' && url === undefined) return { ok: false, mistakes: [notAnAddress(to.url)] }
  const named = (name: string) => (stage === null || stage === production ? name : `${name} ${stage}`)
  const { display_information, features, settings } = template
  const [usual] = features.slash_commands
  const manifest = {
    ...template,
    display_information: { ...display_information, name: named(display_information.name) },
    features: {
      ...features,
      bot_user: { ...features.bot_user, display_name: named(features.bot_user.display_name) },
      slash_commands: [{ ...usual, command, url }],
    },
    settings: {
      ...settings,
      event_subscriptions: { ...settings.event_subscriptions, request_url: url },
      interactivity: { ...settings.interactivity, request_url: url },
      socket_mode_enabled: to.kind === 'socket',
    },
  }
  const read = manifestSchema.safeParse(manifest)
  if (read.success) return { ok: true, manifest: read.data }
  const mistakes = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  return { ok: false, mistakes: mistakes.map((mistake) => `Slack would not take this manifest: ${mistake}`) }
}

/** With the path that the function has; a path of one's own, behind a domain of one's own, is left as it is. */
function requestUrl(given: string): string | undefined {
  const url = URL.parse(given)
  if (url?.protocol !== 'https:' || url.hostname.endsWith('example.com')) return undefined
  if (url.pathname === '/') url.pathname = path
  return url.href
}

function notAnAddress(given: string): string {
  return `--url is the address that the deployment printed, https://…${path}, not “${given}”.`
}
