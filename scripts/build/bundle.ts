import { copyFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { codeVersion } from './code-version.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const stub = fileURLToPath(new URL('bolt-transport-stub.cjs', import.meta.url))
const lazyWebApi = fileURLToPath(new URL('lazy-web-api.cjs', import.meta.url))

/**
 * What Bolt loads for its own web servers and Socket Mode, 1.4 MB of it, and its receivers for them; behind API Gateway
 * nothing of it is ever called.
 */
const boltTransports = /^(express|@slack\/socket-mode|@slack\/oauth|raw-body)$|^\.\/receivers\/\w+Receiver$/

/** What a function has of Slack's libraries: no server, and the client only once it is used. */
const slimSlack: Plugin = {
  name: 'slim-slack',
  setup: ({ onResolve }) => {
    onResolve({ filter: boltTransports }, ({ importer }) =>
      /[\\/]@slack[\\/]bolt[\\/]/.test(importer) ? { path: stub } : undefined,
    )
    onResolve({ filter: /^@slack\/web-api$/ }, ({ importer }) =>
      importer === lazyWebApi ? undefined : { path: lazyWebApi },
    )
  },
}

/** What draws a picture needs more than code: its renderer and its letters lie beside the bundle. */
const besideRenderer = [
  '@resvg/resvg-wasm/index_bg.wasm',
  '@expo-google-fonts/public-sans/400Regular/PublicSans_400Regular.ttf',
  '@expo-google-fonts/public-sans/700Bold/PublicSans_700Bold.ttf',
]

/**
 * `inputs`: the files of which something is in the bundle, from the root of the project. `beside`: the files that it needs
 * in its own folder.
 */
export type Bundle = { name: string; file: string; bytes: number; inputs: readonly string[]; beside: readonly string[] }

/**
 * Bundles each `source` (`src/handlers/slack`, without its extension) into `<outDir>/<name>/<source>.cjs`, the same
 * for AWS and for one machine. The source map lies beside it and stays out of the package; what it reads when it runs lies
 * there, too. `files` are all that were looked at; `code` is what the bundles say of themselves.
 */
export async function bundleFunctions(
  functions: readonly { name: string; source: string }[],
  outDir: string,
  code = codeVersion(),
): Promise<{ bundles: Bundle[]; files: string[] }> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: functions.map(({ name, source }) => ({ in: `${source}.ts`, out: `${name}/${source}` })),
    outdir: outDir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    define: { CLOSING_BELL_CODE: JSON.stringify(code), CLOSING_BELL_FILES: '__dirname' },
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    plugins: [slimSlack],
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'error',
    metafile: true,
  })
  const bundles = functions.map(({ name, source }) => {
    const output = Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint === `${source}.ts`)
    if (output === undefined) throw new Error(`esbuild made nothing of ${source}.ts`)
    const inputs = Object.entries(output.inputs).flatMap(([path, { bytesInOutput }]) =>
      bytesInOutput > 0 ? [path] : [],
    )
    const file = join(outDir, name, `${source}.cjs`)
    return { name, file, bytes: output.bytes, inputs, beside: putBeside(file, inputs) }
  })
  return { bundles, files: Object.keys(metafile.inputs) }
}

function putBeside(bundle: string, inputs: readonly string[]): string[] {
  if (!inputs.some((path) => path.includes('node_modules/@resvg/'))) return []
  return besideRenderer.map((packaged) => {
    const copy = join(dirname(bundle), basename(packaged))
    copyFileSync(join(root, 'node_modules', packaged), copy)
    return copy
  })
}
