import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findStage } from '../../local/serverless/stages.ts'
import { compileConfig } from '../build/compile-config.ts'
import { configOfStage } from '../deploy/config-of-stage.ts'
import { makeManifest } from './make-manifest.ts'
import type { ManifestOptions } from './manifest-options.ts'
import { manifestSchema } from './manifest-schema.ts'

/** Undefined: as the manifest has it. */
type Named = { ok: true; command: string | undefined } | { ok: false; mistakes: string[] }

/** The manifest for a deployment or one machine, with the command that its configuration names. */
export function manifestOf(
  { to, stage }: ManifestOptions,
  { root, given }: { root: string; given: string | undefined },
): ReturnType<typeof makeManifest> {
  const named = commandOf(stage, { root, given })
  if (!named.ok) return named
  const template = manifestSchema.parse(JSON.parse(readFileSync(join(root, 'slack-manifest.json'), 'utf8')))
  const [usual] = template.features.slash_commands
  return makeManifest(template, { to, stage, command: named.command ?? usual.command })
}

function commandOf(stage: string | null, place: { root: string; given: string | undefined }): Named {
  if (stage === null) return place.given ? commandIn(place.given) : { ok: true, command: undefined }
  const found = findStage(join(place.root, 'serverless.yml'), stage)
  if (!found.ok) return { ok: false, mistakes: [found.mistake] }
  const config = configOfStage(found.stage, place)
  return config.ok ? commandIn(config.path) : { ok: false, mistakes: [config.mistake] }
}

function commandIn(path: string): Named {
  const config = compileConfig(path)
  if (!config.ok) return { ok: false, mistakes: config.mistakes.map((mistake) => `${path}: ${mistake}`) }
  return { ok: true, command: config.config.slack.command }
}
