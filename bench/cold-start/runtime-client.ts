import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const VERSION = '4.0.2'
const answerOverHttp = fileURLToPath(new URL('answer-over-http.cjs', import.meta.url))
const cache = fileURLToPath(new URL('../../node_modules/.cache/bench', import.meta.url))

/** `way`: how it asks for invocations. Its native part is what runs on Lambda; without a compiler it does so in JavaScript. */
export type RuntimeClient = { entry: string; version: string; way: 'native' | 'javascript' }

/**
 * Lambda's own runtime client from npm, kept for later runs. It compiles a part of itself in C++ when it is installed; where
 * that cannot be done it is installed without, and asks as its other client, which Lambda has for some functions, does.
 */
export async function readyRuntimeClient(say: (line: string) => void): Promise<RuntimeClient> {
  const native = join(cache, `runtime-client-${VERSION}`)
  const plain = join(cache, `runtime-client-${VERSION}-plain`)
  const ready = [native, plain].find((dir) => existsSync(join(dir, 'complete')))
  if (ready !== undefined) return describe(ready, ready === native)
  say(`Installing aws-lambda-ric ${VERSION}, once; its native part takes some minutes to compile …`)
  if (await install(native, [])) {
    writeFileSync(join(native, 'complete'), '')
    return describe(native, true)
  }
  say('Its native part cannot be compiled here (it needs cmake and a C++ compiler): installing it without.')
  if (await install(plain, ['--ignore-scripts'])) {
    // A folder of that name is loaded like the file that was not compiled.
    const inPlace = join(packageIn(plain), 'rapid-client.node')
    mkdirSync(inPlace)
    copyFileSync(answerOverHttp, join(inPlace, 'index.cjs'))
    writeFileSync(join(inPlace, 'package.json'), JSON.stringify({ main: 'index.cjs' }))
    writeFileSync(join(plain, 'complete'), '')
    return describe(plain, false)
  }
  throw new Error(`aws-lambda-ric ${VERSION} cannot be installed: is the npm registry reachable?`)
}

const packageIn = (dir: string) => join(dir, 'node_modules', 'aws-lambda-ric')

function describe(dir: string, isNative: boolean): RuntimeClient {
  return { entry: join(packageIn(dir), 'index.mjs'), version: VERSION, way: isNative ? 'native' : 'javascript' }
}

async function install(dir: string, options: readonly string[]): Promise<boolean> {
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir, { recursive: true })
  const manifest = {
    private: true,
    dependencies: { 'aws-lambda-ric': VERSION },
    allowScripts: { 'aws-lambda-ric': true },
  }
  writeFileSync(join(dir, 'package.json'), JSON.stringify(manifest))
  const command = ['install', '--prefix', dir, '--no-audit', '--no-fund', '--loglevel=error', ...options]
  const isNative = options.length === 0
  const isInstalled = await npm(command)
  const isWhole = existsSync(join(packageIn(dir), isNative ? 'rapid-client.node' : 'index.mjs'))
  if (!isInstalled || !isWhole) {
    rmSync(dir, { recursive: true, force: true })
    return false
  }
  return true
}

function npm(command: readonly string[]): Promise<boolean> {
  const isWindows = process.platform === 'win32'
  const child = spawn(isWindows ? 'npm.cmd' : 'npm', command, { stdio: 'ignore', shell: isWindows })
  return new Promise((resolve) => {
    child.once('error', () => resolve(false))
    child.once('close', (code) => resolve(code === 0))
  })
}
