import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { parseCloudFormationYaml } from './cloudformation-yaml.ts'

const own = z.record(z.string(), z.string())
const params = z
  .looseObject({
    region: z.string(),
    'config-file': z.string(),
    'zuora-base-url': z.string(),
    'slack-app-id': z.string(),
  })
  .catchall(z.string())
const fileSchema = z.object({ params: z.record(z.string(), own) })

export type Stage = { name: string; params: z.infer<typeof params> }

/** A stage of the table `params` of serverless.yml, with what it has in common with the others; or why there is none. */
export function findStage(path: string, name: string): { ok: true; stage: Stage } | { ok: false; mistake: string } {
  const table = fileSchema.parse(parseCloudFormationYaml(readFileSync(path, 'utf8'))).params
  const { default: common = {}, ...stages } = table
  const its = stages[name]
  if (its === undefined) {
    const names = Object.keys(stages).join(', ')
    return {
      ok: false,
      mistake: `There is no stage “${name}”: \`params\` in serverless.yml has ${names}. Add it there.`,
    }
  }
  const unknown = Object.keys(its).find((key) => common[key] === undefined)
  if (unknown === undefined) return { ok: true, stage: { name, params: params.parse({ ...common, ...its }) } }
  const mistake = `Stage ${name} has ${unknown}, which \`default\` of \`params\` in serverless.yml does not have: is it misspelt?`
  return { ok: false, mistake }
}
