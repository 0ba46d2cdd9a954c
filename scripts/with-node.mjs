// Runs a script of this project on Node >= 22.19 with node_modules in place, on a machine that has only Node >= 20 and npm.
// Usage: node scripts/with-node.mjs <script> [arguments]. Plain JavaScript, because Node 20 runs no TypeScript.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NODE_PACKAGE_VERSION = '24.21.0'
const root = dirname(dirname(fileURLToPath(import.meta.url)))

function isRecentEnough(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 19)
}

/** The path of a Node that is recent enough: this one, or Node 24 from npm, kept in .node/. */
function findNode() {
  if (isRecentEnough(process.versions.node)) return process.execPath
  const packageName = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const packageDir = join(root, '.node', 'node_modules', packageName)
  const node = join(packageDir, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(node) && existsSync(join(root, '.node', 'complete'))) return node
  console.error(
    `Node ${process.versions.node} is too old to run this; fetching Node ${NODE_PACKAGE_VERSION} from npm (once) …`,
  )
  // Without install scripts: the binary is inside the package.
  npm([
    'install',
    '--prefix',
    join(root, '.node'),
    '--no-save',
    '--ignore-scripts',
    `${packageName}@${NODE_PACKAGE_VERSION}`,
  ])
  writeFileSync(join(root, '.node', 'complete'), '')
  return node
}

/** Installs what package-lock.json says, if that has not been done since it last changed. */
function installDependencies() {
  const lockHash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  const marker = join(root, 'node_modules', '.installed-lock')
  if (existsSync(marker) && readFileSync(marker, 'utf8') === lockHash) return
  console.error('Installing dependencies (once) …')
  // Not `npm ci`: it refuses a lock file without the binaries of platforms that the registry it was made from does not carry.
  npm(['install', '--no-save', '--prefix', root, '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'])
  writeFileSync(marker, lockHash)
}

function npm(args) {
  const command = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const result = spawnSync(command, [...args, '--loglevel=error'], {
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (result.status !== 0) {
    console.error(`npm ${args[0]} failed. Is the npm registry reachable? Try: npm ${args.join(' ')}`)
    process.exit(1)
  }
}

const [script, ...args] = process.argv.slice(2)
const node = findNode()
installDependencies()

const child = spawn(
  node,
  ['--disable-warning=ExperimentalWarning', '--enable-source-maps', join(root, script), ...args],
  {
    // The IPC channel tells the script when this process is gone, so that a kill -9 of npm leaves nothing behind.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      // Compiled once, read by every later start: half of what a start takes.
      NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled'),
      ...process.env,
      PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
    },
  },
)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
const parent = process.ppid
const watch = setInterval(() => {
  if (process.ppid !== parent) child.kill('SIGTERM')
}, 500)
child.on('exit', (code, signal) => {
  clearInterval(watch)
  process.exitCode = code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)
})
