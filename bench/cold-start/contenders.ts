import { copyFileSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { compileConfig } from '../../scripts/build/compile-config.ts'
import { forLambda } from '../../scripts/build/for-lambda.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const dir = join(root, 'node_modules', '.cache', 'bench', 'functions')

/** What is measured: a folder as it would be unpacked on Lambda, and what the function finds in its environment. */
export type Contender = {
  name: 'slack' | 'slack, secrets in Parameter Store' | 'empty' | 'stock'
  taskRoot: string
  handler: string
  bytes: number
  environment: Readonly<Record<string, string>>
}

export const signingSecret = '0123456789abcdef0123456789abcdef'
const botToken = 'xoxb-bench'
/** Where the settings of a deployment lie. */
export const parameters = { '/bench/slack/signing-secret': signingSecret, '/bench/slack/bot-token': botToken }

/** Ours as it is deployed, and its peers, bundled and minified likewise. `slackBundle`: as `npm run package` makes it. */
export async function makeContenders(slackBundle: string, outsideUrl: string): Promise<Contender[]> {
  rmSync(dir, { recursive: true, force: true })
  const slack = { name: 'slack', taskRoot: unpackSlack(slackBundle), handler: 'src/handlers/slack.handler' } as const
  const plain = { SLACK_SIGNING_SECRET: signingSecret, SLACK_BOT_TOKEN: botToken }
  const common = { SLACK_API_URL: `${outsideUrl}/api/`, AWS_ENDPOINT_URL_LAMBDA: outsideUrl }
  const own = { ...common, SLACK_APP_ID: '', CLOSING_BELL_CONFIG: './closing-bell.json', RESPOND_FUNCTION: 'respond' }
  const inStore = {
    SLACK_SIGNING_SECRET: 'ssm:/bench/slack/signing-secret',
    SLACK_BOT_TOKEN: 'ssm:/bench/slack/bot-token',
    AWS_ENDPOINT_URL_SSM: outsideUrl,
  }
  const bytes = statSync(slackBundle).size
  return [
    { name: 'empty', ...(await bundlePeer('empty')), environment: plain },
    { ...slack, bytes, environment: { ...own, ...plain } },
    { ...slack, name: 'slack, secrets in Parameter Store', bytes, environment: { ...own, ...inStore } },
    { name: 'stock', ...(await bundlePeer('stock')), environment: { ...common, ...plain } },
  ]
}

function unpackSlack(bundle: string): string {
  const taskRoot = join(dir, 'slack')
  const beside = dirname(bundle)
  const handlers = join(taskRoot, 'src', 'handlers')
  mkdirSync(handlers, { recursive: true })
  for (const name of readdirSync(beside).filter((one) => one.endsWith('.cjs')))
    copyFileSync(join(beside, name), join(handlers, name))
  const config = compileConfig(join(root, 'closing-bell.example.yml'))
  if (!config.ok) throw new Error(config.mistakes.join('\n'))
  writeFileSync(join(taskRoot, 'closing-bell.json'), config.json)
  return taskRoot
}

async function bundlePeer(name: 'empty' | 'stock') {
  const taskRoot = join(dir, name)
  const outfile = join(taskRoot, `${name}.cjs`)
  await build({
    absWorkingDir: root,
    entryPoints: [`bench/cold-start/peers/${name}.ts`],
    outfile,
    ...forLambda,
  })
  return { taskRoot, handler: `${name}.handler`, bytes: statSync(outfile).size }
}
