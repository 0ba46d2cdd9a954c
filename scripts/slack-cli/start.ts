// What the Slack CLI starts with `slack run` (.slack/hooks.json): npm start with the workspace that the CLI is signed in to.
const { SLACK_CLI_XOXB, SLACK_CLI_XAPP } = process.env
process.env.SLACK_API_URL ||= 'https://slack.com/api/'
process.env.SLACK_BOT_TOKEN ||= SLACK_CLI_XOXB ?? ''
process.env.SLACK_APP_TOKEN ||= SLACK_CLI_XAPP ?? ''
// What the CLI adds to the command is its own.
process.argv.splice(2)
await import('../../local/main.ts')
