import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { forLambda } from './for-lambda.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const stub = fileURLToPath(new URL('bolt-transport-stub.cjs', import.meta.url))
const boltApp = fileURLToPath(new URL('bolt-app.cjs', import.meta.url))
const lazyWebApi = fileURLToPath(new URL('lazy-web-api.cjs', import.meta.url))

/** Beside the bundles that use Slack's client. */
export const WEB_API_FILE = 'slack-web-api.cjs'

/**
 * What Bolt loads for its own web servers and Socket Mode, 1.4 MB of it, and its receivers for them; behind API Gateway
 * nothing of it is ever called.
 */
const boltTransports = /^(express|@slack\/socket-mode|@slack\/oauth|raw-body)$|^\.\/receivers\/\w+Receiver$/

/** What a bundle has of Slack's libraries: no server; and the client in a file of its own, read only once it is used. */
export const slimSlack: Plugin = {
  name: 'slim-slack',
  setup: ({ onResolve }) => {
    onResolve({ filter: boltTransports }, ({ importer }) =>
      /[\\/]@slack[\\/]bolt[\\/]/.test(importer) ? { path: stub } : undefined,
    )
    onResolve({ filter: /^@slack\/bolt$/ }, () => ({ path: boltApp }))
    onResolve({ filter: /^@slack\/web-api$/ }, ({ importer }) =>
      importer === lazyWebApi ? { path: `./${WEB_API_FILE}`, external: true } : { path: lazyWebApi },
    )
  },
}

/** `files`: those that are in it. */
export async function bundleWebApi(): Promise<{ code: Uint8Array; files: string[] }> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    stdin: { contents: "module.exports = require('@slack/web-api')", resolveDir: root, loader: 'js' },
    ...forLambda,
    metafile: true,
    write: false,
  })
  const [output] = outputFiles
  if (output === undefined) throw new Error('esbuild made nothing of @slack/web-api')
  return { code: output.contents, files: Object.keys(metafile.inputs).filter((path) => path !== '<stdin>') }
}
