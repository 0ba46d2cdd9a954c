import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { parseCloudFormationYaml } from '../../local/serverless/cloudformation-yaml.ts'
import { type Config, settingsNeeded } from '../../src/config.ts'
import { kindOf, type SecretKind } from './secret-kinds.ts'

export type NeededSecret = {
  /** As a person names it: `slack/bot-token`, `zuora/eu/client-id`. */
  name: string
  /** In Parameter Store: `/closing-bell/prod/slack/bot-token`. */
  path: string
  kind: SecretKind
  /** What belongs together is replaced together: an OAuth client’s id and its secret. */
  group: string
}

/** `root`: the path below which all of them are. */
type Found = { ok: true; root: string; secrets: readonly NeededSecret[] } | { ok: false; mistakes: readonly string[] }

const fileSchema = z.object({
  custom: z.object({ secrets: z.string().startsWith('ssm:/') }),
  functions: z.record(z.string(), z.object({ environment: z.record(z.string(), z.unknown()) })),
})
const reference = /^\$\{self:custom\.secrets\}\//
const shared = ['ZUORA_CLIENT_ID', 'ZUORA_CLIENT_SECRET']

/** The secrets that a stage needs: where serverless.yml has them, those of entities that the configuration has. */
export function neededSecrets(of: { serverlessFile: string; stage: string; config: Pick<Config, 'entities'> }): Found {
  const { custom, functions } = fileSchema.parse(parseCloudFormationYaml(readFileSync(of.serverlessFile, 'utf8')))
  const root = custom.secrets.slice('ssm:'.length).replace(/\$\{sls:stage\}/, of.stage)
  const nameOf = new Map<string, string>()
  for (const [setting, value] of Object.values(functions).flatMap(({ environment }) => Object.entries(environment))) {
    if (typeof value === 'string' && reference.test(value)) nameOf.set(setting, value.replace(reference, ''))
  }
  const given = Object.fromEntries([...nameOf.keys()].map((setting) => [setting, setting]))
  const ofNobody = [...nameOf.keys()].filter((setting) => !setting.startsWith('ZUORA_'))
  const wanted = settingsNeeded([...ofNobody, ...shared], of.config.entities, given)
  const missing = wanted.filter((setting) => !nameOf.has(setting))
  if (missing.length > 0) return { ok: false, mistakes: missing.map(notInFile) }
  return { ok: true, root, secrets: wanted.flatMap((setting) => secretOf(setting, nameOf.get(setting) ?? '', root)) }
}

function secretOf(setting: string, name: string, root: string): NeededSecret[] {
  const kind = kindOf(setting)
  if (!kind) throw new Error(`serverless.yml: ${setting} is a secret that \`npm run secrets\` does not know`)
  const group = setting.startsWith('ZUORA_') ? name.slice(0, name.lastIndexOf('/')) : name
  return [{ name, path: `${root}/${name}`, kind, group }]
}

function notInFile(setting: string): string {
  return `serverless.yml gives no ${setting}, but the configuration needs it: docs/configuration.md, “Several entities”.`
}
