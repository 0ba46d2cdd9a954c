import { join } from 'node:path'
import { whyRefused } from '../aws/why-refused.ts'
import type { OslsPlace } from '../build/osls.ts'
import type { Packaging } from '../build/package-functions.ts'
import type { manifestOf } from '../manifest/manifest-of.ts'
import type { AwsAccount } from './aws-account.ts'
import { nextSteps } from './next-steps.ts'
import type { Ready } from './ready-to-deploy.ts'

/** What is done with the outside, each a step that can fail. */
export type Steps = {
  package(packaging: Packaging): Promise<unknown>
  checkTemplate(path: string): readonly string[]
  aws: AwsAccount
  /** How it ended. */
  osls(place: OslsPlace): Promise<number>
  manifest(url: string): ReturnType<typeof manifestOf>
  say(line: string): void
}

const template = 'cloudformation-template-update-stack.json'

/** Builds and checks all of it, then deploys, then says what to do by hand. True if it ended well. `code`: the version. */
export async function deploy(
  ready: Ready,
  { root, dryRun, code }: { root: string; dryRun: boolean; code: string },
  steps: Steps,
): Promise<boolean> {
  const { stage, region, configPath } = ready
  const { say } = steps
  say(`Stage ${stage}, region ${region}, Zuora ${ready.zuoraBaseUrl}, configuration ${configPath}: it is valid.`)
  say(
    `Version ${code}.${code.endsWith('-dirty') ? ' It has changes that are in no commit: the record will say so.' : ''}`,
  )
  if (!dryRun && !(await isKnown(steps))) return false
  const place = { buildDir: join(root, '.build'), templateDir: join(root, '.serverless'), stage, code }
  if (!(await isBuilt(ready, place, steps))) return false
  if (dryRun) {
    say('A dry run: nothing was deployed.')
    return true
  }
  return (await isDeployed(place, steps)) && sayNext(ready, steps)
}

async function isKnown({ aws, say }: Steps): Promise<boolean> {
  try {
    const { account, arn } = await aws.whoAmI()
    say(`AWS account ${account}, as ${arn}.`)
    return true
  } catch (error) {
    say(`AWS does not say who you are. ${whyRefused(error)} Nothing was deployed.`)
    return false
  }
}

async function isBuilt({ configJson }: Ready, place: OslsPlace, steps: Steps): Promise<boolean> {
  const { say } = steps
  const { buildDir, templateDir } = place
  say('Building the functions …')
  try {
    await steps.package({ configJson, ...place })
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\nIt could not be built: nothing was deployed.`)
    return false
  }
  say('Checking the template …')
  const found = steps.checkTemplate(join(templateDir, template))
  for (const line of found) say(line)
  say(
    found.length > 0
      ? 'The template is not as AWS wants it: nothing was deployed.'
      : `Packages: ${buildDir}/*.zip. Template: ${join(templateDir, template)}: it is valid.`,
  )
  return found.length === 0
}

async function isDeployed(place: OslsPlace, { osls, say }: Steps): Promise<boolean> {
  const exitCode = await osls(place)
  if (exitCode === 0) return true
  say(
    `The deployment ended with ${exitCode}; what stands above says why. What ran before goes on: CloudFormation takes back what it had begun. Its events: CloudFormation → closing-bell-${place.stage} → Events. Mend it, then run the same command again.`,
  )
  return false
}

async function sayNext(ready: Ready, { aws, manifest, say }: Steps): Promise<boolean> {
  const url = await addressOf(ready, aws).catch((error: unknown) => {
    say(`It is deployed, but its outputs could not be read. ${whyRefused(error)}`)
    return undefined
  })
  if (url === undefined) {
    say(
      `CloudFormation → closing-bell-${ready.stage} → Outputs shows SlackRequestUrl; docs/deploy.md goes on from there.`,
    )
    return true
  }
  const made = manifest(url)
  for (const line of made.ok ? nextSteps(ready, { url, manifest: made.manifest }) : made.mistakes) say(line)
  return made.ok
}

async function addressOf({ stage }: Ready, aws: AwsAccount): Promise<string | undefined> {
  return (await aws.outputsOf(`closing-bell-${stage}`)).SlackRequestUrl
}
