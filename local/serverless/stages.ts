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
  const { common, stages } = readTable(path)
  return Object.entries(stages).map(([name, its]) => ({ name, params: params.parse({ ...common, ...its }) }))
}

/** The stage of that name; or why there is none, or none that can be relied on. */
export function findStage(path: string, name: string): { ok: true; stage: Stage } | { ok: false; mistake: string } {
  const { common, stages } = readTable(path)
  const stage = readStages(path).find((each) => each.name === name)
  if (!stage) {
    const names = Object.keys(stages).join(', ')
    return {
      ok: false,
      mistake: `There is no stage “${name}”: \`params\` in serverless.yml has ${names}. Add it there.`,
    }
  }
  const unknown = Object.keys(stages[name] ?? {}).find((key) => common[key] === undefined)
  if (unknown === undefined) return { ok: true, stage }
  const mistake = `Stage ${name} has ${unknown}, which \`default\` of \`params\` in serverless.yml does not have: is it misspelt?`
  return { ok: false, mistake }
}

function readTable(path: string) {
  const table = fileSchema.parse(parseCloudFormationYaml(readFileSync(path, 'utf8'))).params
  const { default: common = {}, ...stages } = table
  return { common, stages }
}
