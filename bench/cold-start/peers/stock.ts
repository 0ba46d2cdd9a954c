// Slack's own example for Lambda: https://docs.slack.dev/tools/bolt-js/deployments/aws-lambda
// Its listeners are of this bench: `help` is answered by the ack; anything else is acked and then answered over
// response_url, which is how that documentation answers commands. Node 24 takes no callback, so none is passed on.
import { App, AwsLambdaReceiver } from '@slack/bolt'
import type { AwsEvent } from '@slack/bolt/dist/receivers/AwsLambdaReceiver.js'

const awsLambdaReceiver = new AwsLambdaReceiver({ signingSecret: process.env.SLACK_SIGNING_SECRET ?? '' })

const app = new App({
  token: process.env.SLACK_BOT_TOKEN ?? '',
  receiver: awsLambdaReceiver,
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL ?? '' },
})

app.command('/period', async ({ command, ack, respond }) => {
  if (command.text === 'help') {
    await ack('Commands: …')
    return
  }
  await ack()
  await respond('On it.')
})

export async function handler(event: AwsEvent, context: unknown): Promise<unknown> {
  const handle = await awsLambdaReceiver.start()
  return handle(event, context)
}
