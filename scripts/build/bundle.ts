import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { codeVersion } from './code-version.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const stub = fileURLToPath(new URL('bolt-transport-stub.cjs', import.meta.url))

/** What Bolt loads for its own web servers and Socket Mode, 1.4 MB of it; behind API Gateway nothing of it is ever called. */
const boltTransports = ['express', '@slack/socket-mode', '@slack/oauth', 'raw-body']

/** `inputs`: the files of which something is in the bundle, from the root of the project. */
export type Bundle = { name: string; file: string; bytes: number; inputs: readonly string[] }

/**
 * Bundles each `source` (`src/handlers/slack`, without its extension) into `<outDir>/<name>/<source>.cjs`, the same
 * for AWS and for one machine. The source map lies beside it and stays out of the package. `files` are all that were
 * looked at; `code` is what the bundles say of themselves.
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
    define: { CLOSING_BELL_CODE: JSON.stringify(code) },
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    alias: Object.fromEntries(boltTransports.map((transport) => [transport, stub])),
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
    return { name, file: join(outDir, name, `${source}.cjs`), bytes: output.bytes, inputs }
  })
  return { bundles, files: Object.keys(metafile.inputs) }
}
