// npm run deploy -- --stage S: docs/deploy.md.
import { fileURLToPath } from 'node:url'
import { checkTemplate } from './build/check-template.ts'
import { codeVersion } from './build/code-version.ts'
import { oslsDeploy } from './build/osls.ts'
import { packageFunctions } from './build/package-functions.ts'
import { awsAccount } from './deploy/aws-account.ts'
import { deploy } from './deploy/deploy.ts'
import { type DeployOptions, readDeployOptions, usage } from './deploy/deploy-options.ts'
import { readyToDeploy } from './deploy/ready-to-deploy.ts'
import { manifestOf } from './manifest/manifest-of.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const options = readDeployOptions(process.argv.slice(2))
if (options) process.exitCode = (await run(options)) ? 0 : 1
else {
  console.error(usage)
  process.exitCode = 2
}

async function run({ stage, dryRun, profile }: DeployOptions): Promise<boolean> {
  // For the SDK here and for osls.
  if (profile !== undefined) process.env.AWS_PROFILE = profile
  const given = process.env.CLOSING_BELL_CONFIG
  const found = readyToDeploy(stage, { root, given })
  if (!found.ok) {
    for (const mistake of found.mistakes) console.error(mistake)
    console.error('Nothing was deployed.')
    return false
  }
  return deploy(
    found.ready,
    { root, dryRun, code: codeVersion() },
    {
      package: packageFunctions,
      checkTemplate,
      aws: awsAccount(found.ready.region),
      osls: oslsDeploy,
      manifest: (url) => manifestOf({ to: { kind: 'address', url }, stage }, { root, given }),
      say: console.log,
    },
  )
}
