import { flag, givenOptions, text } from '../given-options.ts'

export type DeployOptions = {
  stage: string
  dryRun: boolean
  /** Of the files of AWS’s own tools, instead of AWS_PROFILE. */
  profile: string | undefined
}

export const usage = `Usage: npm run deploy -- --stage S [--dry-run] [--profile P]
  --stage S    a stage of the table \`params\` in serverless.yml, which says all in which stages differ
  --dry-run    builds and checks everything, and deploys nothing; needs no AWS account
  --profile P  an AWS profile, instead of AWS_PROFILE`

/** Undefined when they make no sense. */
export function readDeployOptions(args: readonly string[]): DeployOptions | undefined {
  const values = givenOptions(args, { stage: text, profile: text, 'dry-run': flag })
  if (!values?.stage) return undefined
  const { stage, profile, 'dry-run': dryRun = false } = values
  return { stage, profile, dryRun }
}
