import type { ManifestOptions } from '../manifest/manifest-options.ts'

type Wanted = { ok: true; options: ManifestOptions } | { ok: false; mistakes: string[] }

/**
 * Which manifest the Slack CLI is to be given. It sets SLACK_ENV to `local` for `slack run` and to `deployed` for an app that
 * others use; the rest is read from its .env file. An app with a deployment is never moved to Socket Mode by mistake.
 */
export function manifestWanted(environment: Readonly<Record<string, string | undefined>>): Wanted {
  const { SLACK_ENV, CLOSING_BELL_URL: url, CLOSING_BELL_STAGE: stage } = environment
  if (SLACK_ENV !== 'local' && url) {
    return { ok: true, options: { to: { kind: 'address', url }, stage: stage || null } }
  }
  if (SLACK_ENV !== 'deployed') return { ok: true, options: { to: { kind: 'socket' }, stage: null } }
  const mistake =
    'CLOSING_BELL_URL is not set: put the address that npm run deploy printed, and CLOSING_BELL_STAGE, into .env'
  return { ok: false, mistakes: [mistake] }
}
