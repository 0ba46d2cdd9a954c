import { copyFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { codeVersion } from './code-version.ts'
import { forLambda } from './for-lambda.ts'
import { bundleWebApi, slimSlack, WEB_API_FILE } from './slim-slack.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
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
    ...forLambda,
    define: { CLOSING_BELL_CODE: JSON.stringify(code), CLOSING_BELL_FILES: '__dirname' },
    plugins: [slimSlack],
    sourcemap: 'linked',
    sourcesContent: false,
    metafile: true,
  })
  const webApi = await bundleWebApi()
  const bundles = functions.map(({ name, source }) => {
    const output = Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint === `${source}.ts`)
    if (output === undefined) throw new Error(`esbuild made nothing of ${source}.ts`)
    const inputs = Object.entries(output.inputs).flatMap(([path, { bytesInOutput }]) =>
      bytesInOutput > 0 ? [path] : [],
    )
    const file = join(outDir, name, `${source}.cjs`)
    return { name, file, bytes: output.bytes, inputs, beside: putBeside(file, inputs, webApi.code) }
  })
  return { bundles, files: [...Object.keys(metafile.inputs), ...webApi.files] }
}

function putBeside(bundle: string, inputs: readonly string[], webApi: Uint8Array): string[] {
  const beside: string[] = []
  if (inputs.some((path) => path.endsWith('/lazy-web-api.cjs'))) {
    beside.push(join(dirname(bundle), WEB_API_FILE))
    writeFileSync(join(dirname(bundle), WEB_API_FILE), webApi)
  }
  if (!inputs.some((path) => path.includes('node_modules/@resvg/'))) return beside
  for (const packaged of besideRenderer) {
    const copy = join(dirname(bundle), basename(packaged))
    copyFileSync(join(root, 'node_modules', packaged), copy)
    beside.push(copy)
  }
  return beside
}
