import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readServerlessFile } from '../../local/serverless/serverless-file.ts'
import { type Bundle, bundleFunctions } from './bundle.ts'
import { codeVersion } from './code-version.ts'
import { zip } from './zip.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Bundles every function of serverless.yml, puts each with the compiled configuration into `<buildDir>/<name>.zip`,
 * and has osls write the template into `templateDir`. Needs no credentials and no network.
 */
export async function packageFunctions(place: {
  configJson: string
  buildDir: string
  templateDir: string
  oslsArguments?: readonly string[]
}): Promise<Bundle[]> {
  const { functions } = readServerlessFile(join(root, 'serverless.yml'))
  rmSync(place.buildDir, { recursive: true, force: true })
  mkdirSync(place.buildDir, { recursive: true })
  const { bundles } = await bundleFunctions(functions, place.buildDir)
  for (const { name, file, beside } of bundles) {
    const inZip = (path: string) => relative(join(place.buildDir, name), path).replaceAll(sep, '/')
    const files = [
      ...[file, ...beside].map((path) => ({ name: inZip(path), content: readFileSync(path) })),
      { name: 'closing-bell.json', content: Buffer.from(place.configJson) },
    ]
    writeFileSync(join(place.buildDir, `${name}.zip`), zip(files))
  }
  await oslsPackage(place)
  return bundles
}

function oslsPackage(place: {
  buildDir: string
  templateDir: string
  oslsArguments?: readonly string[]
}): Promise<void> {
  const osls = join(root, 'node_modules', 'osls', 'bin', 'serverless.js')
  const command = [osls, 'package', '--package', place.templateDir, ...(place.oslsArguments ?? [])]
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        CLOSING_BELL_BUILD: place.buildDir,
        CLOSING_BELL_CODE: codeVersion(),
        AWS_EC2_METADATA_DISABLED: 'true',
      },
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`osls package ended with ${code}\n${said}`)),
    )
  })
}
