// What the Slack CLI runs with `slack deploy` (.slack/hooks.json): npm run deploy for the stage that .env names.
const { CLOSING_BELL_STAGE: stage } = process.env
if (stage) {
  process.argv.splice(2, Number.POSITIVE_INFINITY, '--stage', stage)
  await import('../deploy.ts')
} else {
  console.error('CLOSING_BELL_STAGE is not set: put the stage that you deploy, as CLOSING_BELL_STAGE=prod, into .env')
  process.exitCode = 1
}
