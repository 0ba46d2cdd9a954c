import type { ColdStarts, Measured } from '../cold-start/measure-cold-start.ts'
import { kilobytes, milliseconds, ratio, table } from '../figures/text.ts'
import { find } from './targets.ts'

const ways = {
  native: 'with its native part, as on Lambda',
  javascript: 'with its client in JavaScript, because its native part could not be compiled here',
} as const

const titles = {
  empty: 'empty handler',
  slack: '`slack`',
  'slack, secrets in Parameter Store': '`slack`, secrets in Parameter Store',
  stock: 'stock `AwsLambdaReceiver`',
} as const satisfies Record<Measured['name'], string>

const askedWords = { help: '`help`', 'handed-on': 'handed on' } as const

export function coldStartSection(coldStarts: ColdStarts): string {
  const { rounds, client, measured } = coldStarts
  const rows = measured.map(({ name, asked, firstAckMs, warmAckMs, bytes }) => {
    const empty = find(coldStarts, 'empty', asked)
    const cold = (ms: number) => ratio(ms / empty.firstAckMs.median)
    return [
      titles[name],
      askedWords[asked],
      cold(firstAckMs.median),
      `${cold(firstAckMs.low)} – ${cold(firstAckMs.high)}`,
      ratio(warmAckMs.median / empty.warmAckMs.median),
      kilobytes(bytes),
    ]
  })
  const { firstAckMs, warmAckMs } = find(coldStarts, 'empty', 'help')
  return `## Cold start and first ack

From the start of Node's process to the answer to the first request, under Lambda's real runtime client (\`aws-lambda-ric\`
${client.version}, ${ways[client.way]}), which a small Runtime API server of the bench hands the event to. ${rounds} times
each, one after the other, every other round in the opposite order. Medians as multiples of the empty handler's in the same run,
with the quartiles: half of all runs lie between the two. Warm: later requests to the same process. Here the empty handler took
${milliseconds(firstAckMs.median)} ms cold and ${milliseconds(warmAckMs.median)} ms warm.

${table(['function', 'asked', 'cold, × empty', 'half of the runs', 'warm, × empty', 'bundle'], rows)}

- **Empty handler**: checks the signature with \`node:crypto\` and answers 200. Nothing behind Slack can do less.
- **\`slack\`**: the bundle of \`npm run package\`, with the example configuration. Handed on: one signed asynchronous invocation of
  \`respond\`, answered 202 by an endpoint on 127.0.0.1, before the ack. The row with Parameter Store reads its two secrets
  there first, as a deployment does, from an endpoint on 127.0.0.1 that answers at once; on AWS the network comes on top.
- **Stock**: the example of [Slack's documentation](https://docs.slack.dev/tools/bolt-js/deployments/aws-lambda), bundled and minified by the
  same esbuild. It asks Slack's \`auth.test\` on each cold start, as it does everywhere; here that is answered at once. \`help\` is
  answered by its ack. Handed on it acks and then answers over \`response_url\`, in the same invocation, as that documentation has
  it: one call, as ours is one, but nothing is durable.
- No \`NODE_COMPILE_CACHE\`, which Lambda has not either; no bundle ships a cache. No TLS: all endpoints are plain HTTP on this machine.`
}
