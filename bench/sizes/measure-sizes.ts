import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { bundleFunctions } from '../../scripts/build/bundle.ts'
import { serverless } from '../local-program/start-program.ts'

export type Size = { name: string; bytes: number; gzipBytes: number; besideBytes: number }

/** The functions as they are deployed; `besideBytes`: of files that they have besides their code. */
export async function measureSizes(outDir: string): Promise<{ sizes: Size[]; slackBundle: string }> {
  const { bundles } = await bundleFunctions(serverless.functions, outDir)
  const sizes = bundles.map(({ name, file, bytes, beside }) => ({
    name,
    bytes,
    gzipBytes: gzipSync(readFileSync(file)).length,
    besideBytes: beside.reduce((total, path) => total + readFileSync(path).length, 0),
  }))
  return { sizes, slackBundle: bundles.find(({ name }) => name === 'slack')?.file ?? '' }
}
