import { join } from 'node:path'
import { readServerlessFile } from '../../local/serverless/serverless-file.ts'
import { findStage } from '../../local/serverless/stages.ts'
import { whyRefused } from '../aws/why-refused.ts'
import { codeVersion } from '../build/code-version.ts'
import { configOfStage } from '../deploy/config-of-stage.ts'
import type { Aws, openAws } from './aws/clients.ts'
import { lookAtStage } from './aws/look-at-stage.ts'
import { readStack, type Stack } from './aws/stack.ts'
import { readConfigFile } from './config-file.ts'
import { type Finding, findingsOf } from './finding.ts'
import { findMachine } from './local/find-machine.ts'
import { lookAtMachine } from './local/look-at-machine.ts'

type Examined = { ok: true; title: string; findings: Finding[] } | { ok: false; mistakes: string[] }
type Shell = { root: string; given: string | undefined; now?: Date; code?: string }

/** npm start on this machine. */
export async function examineMachine(
  asked: { dataDir: string | null; port: number | null },
  { root, given, now = new Date(), code = codeVersion(root) }: Shell,
): Promise<Examined> {
  const found = await findMachine(asked)
  if (!found.ok) return { ok: false, mistakes: [found.mistake] }
  const { ports, dataDir, configPath, isReal } = found
  const example = join(root, 'closing-bell.example.yml')
  const config = readConfigFile(configPath ?? (given || example), { example, mayBeExample: !isReal })
  const file = readServerlessFile(join(root, 'serverless.yml'))
  const findings = await lookAtMachine({
    ports,
    dataDir,
    file,
    config: config.file,
    isReal,
    code,
    now,
  })
  const title = `Closing Bell on this machine (${dataDir ?? `ports from ${ports.page}`}), at ${now.toISOString()}`
  return { ok: true, title, findings: [...config.findings, ...findings] }
}

/** A stage on AWS, with the credentials of whoever asks. */
export async function examineStage(
  name: string,
  { root, given, open, now = new Date(), code = codeVersion(root) }: Shell & { open: typeof openAws },
): Promise<Examined> {
  const serverlessFile = join(root, 'serverless.yml')
  const found = findStage(serverlessFile, name)
  if (!found.ok) return { ok: false, mistakes: [found.mistake] }
  const { stage } = found
  const { region } = stage.params
  const aws = open({ region })
  const stack = await stackOf(aws, name)
  if (!stack.ok) return stack
  const path = configOfStage(stage, { root, given })
  const example = join(root, 'closing-bell.example.yml')
  // Whoever is called in the night may not have it at hand: all else can be looked at.
  const config = path.ok
    ? readConfigFile(path.path, { example, mayBeExample: false })
    : { file: undefined, findings: [findingsOf('config file').notCheckable(path.mistake)] }
  const file = readServerlessFile(serverlessFile)
  const checkout = { file, serverlessFile, config: config.file, code, now }
  const findings = await lookAtStage(aws, stack.stack, checkout)
  const title = `Closing Bell, stage ${name} in ${region}, at ${now.toISOString()}`
  return { ok: true, title, findings: [...config.findings, ...findings] }
}

async function stackOf(
  aws: Aws,
  stage: string,
): Promise<{ ok: true; stack: Stack } | { ok: false; mistakes: string[] }> {
  try {
    const stack = await readStack(aws, stage)
    if (stack) return { ok: true, stack }
    const none = `There is no closing-bell-${stage} in ${aws.region}, in the account that you are signed in to.`
    return { ok: false, mistakes: [`${none} npm run deploy -- --stage ${stage}, or another AWS_PROFILE.`] }
  } catch (error) {
    return { ok: false, mistakes: [whyRefused(error)] }
  }
}
