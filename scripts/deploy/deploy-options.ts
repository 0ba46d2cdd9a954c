import { parseArgs } from 'node:util'

export type DeployOptions = {
  stage: string
  /** Instead of the one in the table. */
  region: string | undefined
  /** `key=value`, instead of those in the table. */
  params: readonly string[]
  dryRun: boolean
  /** Of the files of AWS’s own tools, instead of AWS_PROFILE. */
  profile: string | undefined
}

export const usage = `Usage: npm run deploy -- --stage S [--dry-run] [--profile P] [--region R] [--param key=value]
  --stage S          a stage of the table \`params\` in serverless.yml
  --dry-run          builds and checks everything, and deploys nothing; needs no AWS account
  --profile P        an AWS profile, instead of AWS_PROFILE
  --region R         another AWS region than that of the table
  --param key=value  another value than that of the table; may be given several times`

/** Undefined when they make no sense. */
export function readDeployOptions(args: readonly string[]): DeployOptions | undefined {
  const values = readValues(args)
  if (!values?.stage) return undefined
  const { stage, region, profile, param = [], 'dry-run': dryRun = false } = values
  return param.every((each) => /^[\w-]+=/.test(each)) ? { stage, region, profile, params: param, dryRun } : undefined
}

function readValues(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: [...args],
      options: {
        stage: text,
        region: text,
        profile: text,
        param: { type: 'string', multiple: true },
        'dry-run': { type: 'boolean' },
      },
    }).values
  } catch {
    return undefined
  }
}
