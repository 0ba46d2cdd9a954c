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

/** The stages that the table `params` of serverless.yml names, each with what it has in common with the others. */
export function readStages(path: string): Stage[] {
  const { default: common, ...stages } = fileSchema.parse(parseCloudFormationYaml(readFileSync(path, 'utf8'))).params
  return Object.entries(stages).map(([name, its]) => ({ name, params: params.parse({ ...common, ...its }) }))
}

/** The stage of that name, or which there are. */
export function findStage(path: string, name: string): { ok: true; stage: Stage } | { ok: false; mistake: string } {
  const stages = readStages(path)
  const stage = stages.find((each) => each.name === name)
  if (stage) return { ok: true, stage }
  const names = stages.map((each) => each.name).join(', ')
  return { ok: false, mistake: `There is no stage “${name}”: \`params\` in serverless.yml has ${names}. Add it there.` }
}
