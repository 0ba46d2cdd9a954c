import { join } from 'node:path'
import type { manifestOf } from '../manifest/manifest-of.ts'
import { type AwsAccount, whyNobody } from './aws-account.ts'
import { nextSteps } from './next-steps.ts'
import type { Ready } from './ready-to-deploy.ts'

/** What is done with the outside, each a step that can fail. */
export type Steps = {
  package(place: {
    configJson: string
    buildDir: string
    templateDir: string
    oslsArguments: readonly string[]
  }): Promise<unknown>
  checkTemplate(path: string): readonly string[]
  aws: AwsAccount
  osls(args: readonly string[], place: { buildDir: string }): Promise<number>
  manifest(url: string): ReturnType<typeof manifestOf>
  say(line: string): void
}

const template = 'cloudformation-template-update-stack.json'

/** Builds and checks all of it, then deploys, then says what to do by hand. True if it ended well. */
export async function deploy(
  ready: Ready,
  { root, dryRun }: { root: string; dryRun: boolean },
  steps: Steps,
): Promise<boolean> {
  const { stage, region, configPath, configJson, oslsArguments } = ready
  const { say } = steps
  const [buildDir, templateDir] = [join(root, '.build'), join(root, '.serverless')]
  say(`Stage ${stage}, region ${region}, Zuora ${ready.zuoraBaseUrl}, configuration ${configPath}: it is valid.`)
  if (!dryRun && !(await isKnown(steps))) return false
  say('Building the functions …')
  await steps.package({ configJson, buildDir, templateDir, oslsArguments })
  say('Checking the template …')
  const found = steps.checkTemplate(join(templateDir, template))
  if (found.length > 0) {
    for (const line of found) say(line)
    say('The template is not as AWS wants it: nothing was deployed.')
    return false
  }
  say(`Packages: ${buildDir}/*.zip. Template: ${join(templateDir, template)}: it is valid.`)
  if (dryRun) {
    say('A dry run: nothing was deployed.')
    return true
  }
  return (await isDeployed(ready, { buildDir, templateDir }, steps)) && sayNext(ready, steps)
}

async function isKnown({ aws, say }: Steps): Promise<boolean> {
  try {
    const { account, arn } = await aws.whoAmI()
    say(`AWS account ${account}, as ${arn}.`)
    return true
  } catch (error) {
    say(`${whyNobody(error)} Nothing was deployed.`)
    return false
  }
}

async function isDeployed(
  { stage, oslsArguments }: Ready,
  { buildDir, templateDir }: { buildDir: string; templateDir: string },
  { osls, say }: Steps,
): Promise<boolean> {
  const code = await osls(['deploy', '--package', templateDir, ...oslsArguments], { buildDir })
  if (code === 0) return true
  say(
    `The deployment ended with ${code}; what stands above says why. What ran before goes on: CloudFormation takes back what it had begun. Its events: CloudFormation → closing-bell-${stage} → Events. Mend it, then run the same command again.`,
  )
  return false
}

async function sayNext(ready: Ready, { aws, manifest, say }: Steps): Promise<boolean> {
  const url = await addressOf(ready, aws).catch((error: unknown) => {
    say(`It is deployed, but its outputs could not be read: ${error instanceof Error ? error.message : String(error)}`)
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
