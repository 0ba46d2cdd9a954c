import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readServerlessFile } from '../../local/serverless/serverless-file.ts'
import { type Bundle, bundleFunctions } from './bundle.ts'
import { codeVersion } from './code-version.ts'
import { oslsPackage } from './osls.ts'
import { zip } from './zip.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export type Packaging = { configJson: string; buildDir: string; templateDir: string; stage?: string; code?: string }

/**
 * Bundles every function of serverless.yml, puts each with the compiled configuration into `<buildDir>/<name>.zip`,
 * and has osls write the template into `templateDir`. Needs no credentials and no network.
 */
export async function packageFunctions({ configJson, code = codeVersion(), ...place }: Packaging): Promise<Bundle[]> {
  const { buildDir } = place
  const { functions } = readServerlessFile(join(root, 'serverless.yml'))
  rmSync(buildDir, { recursive: true, force: true })
  mkdirSync(buildDir, { recursive: true })
  const { bundles } = await bundleFunctions(functions, buildDir, code)
  for (const { name, file, beside } of bundles) {
    const inZip = (path: string) => relative(join(buildDir, name), path).replaceAll(sep, '/')
    const files = [
      ...[file, ...beside].map((path) => ({ name: inZip(path), content: readFileSync(path) })),
      { name: 'closing-bell.json', content: Buffer.from(configJson) },
    ]
    writeFileSync(join(buildDir, `${name}.zip`), zip(files))
  }
  await oslsPackage({ ...place, code })
  return bundles
}
