import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findTakenPorts, portsFrom } from '../../local/settings/ports.ts'
import { quietExample } from './example-config.ts'
import { type SlackPeople, slackPeople } from './slack-people.ts'
import { waitFor } from './wait-for.ts'
import { type ZuoraUsers, zuoraUsers } from './zuora-users.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

const MEMORY = '/dev/shm'
const ROOM_FOR_ALL_BYTES = 500_000_000
/** In memory where there is room: a kill -9 leaves there what it leaves on a disk, and a slow disk holds nothing up. */
const dataRoot = existsSync(MEMORY) && freeBytes(MEMORY) > ROOM_FOR_ALL_BYTES ? MEMORY : tmpdir()

function freeBytes(path: string): number {
  const { bavail, bsize } = statfsSync(path)
  return bavail * bsize
}

export type Started = {
  child: ChildProcess
  output: () => string
  /** The exit code; null when a signal ended it. */
  exited: Promise<number | null>
}

/** This shell, without what would be settings of the program. */
function shell(): Record<string, string | undefined> {
  const isSetting = (name: string) => /^(SLACK|ZUORA|CLOSING_BELL|AWS)_/.test(name)
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isSetting(name)))
}

/** Runs what `npm start` runs, in a process group of its own, with no settings but those in `environment`. */
export function runProgram(args: readonly string[], environment: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, ['scripts/with-node.mjs', 'local/main.ts', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { ...shell(), ...environment },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const exited = once(child, 'close').then(() => child.exitCode)
  return { child, output: () => output, exited }
}

/** Runs one of npm's scripts to its end; what it said. Throws where it does not end with 0. */
export async function runScript(script: string, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: shell(),
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  await once(child, 'close')
  if (child.exitCode !== 0) throw new Error(`${script} ended with ${child.exitCode}:\n${output}`)
  return output
}

/** Signals every process of the group, at once. */
export function signalGroup({ child }: Pick<Started, 'child'>, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch (error) {
    // All of them have ended.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

export type Program = Started & {
  port: number
  dataDir: string
  slack: SlackPeople
  zuora: ZuoraUsers
  /** kill -9 of everything, and the same data on the same ports again; or, of another directory, what `moved` makes of it. */
  crash(moved?: (dataDir: string) => Promise<string>): Promise<Program>
  stop(): Promise<void>
}

export type ProgramOptions = { dataDir?: string; port?: number; speed?: number; environment?: Record<string, string> }

/** Starts the program on data of its own and free ports, and waits until it is ready. */
export async function startProgram(options: ProgramOptions = {}): Promise<Program> {
  const dataDir = options.dataDir ?? mkdtempSync(join(dataRoot, 'closing-bell-e2e-'))
  const port = options.port ?? (await findFreePort())
  const args = ['--port', String(port), '--data', dataDir, '--speed', String(options.speed ?? 40)]
  const started = runProgram(args, { CLOSING_BELL_CONFIG: quietConfigBeside(dataDir), ...options.environment })
  try {
    await waitUntilReady(started)
  } catch (error) {
    signalGroup(started, 'SIGKILL')
    if (options.dataDir === undefined) removeData(dataDir)
    throw error
  }
  return {
    ...started,
    port,
    dataDir,
    slack: slackPeople(`http://127.0.0.1:${port}`),
    zuora: zuoraUsers(`http://127.0.0.1:${portsFrom(port).zuora}`),
    crash: async (moved) => {
      await killGroup(started, port)
      if (moved === undefined) return startProgram({ ...options, dataDir, port })
      const other = await moved(dataDir)
      removeData(dataDir)
      return startProgram({ ...options, dataDir: other, port })
    },
    stop: async () => {
      await killGroup(started, port)
      removeData(dataDir)
    },
  }
}

/** Beside the data: the program takes no directory that holds anything of others. */
function quietConfigBeside(dataDir: string): string {
  const path = configBeside(dataDir)
  writeFileSync(path, quietExample())
  return path
}

function configBeside(dataDir: string): string {
  return `${dataDir}.yml`
}

function removeData(dataDir: string): void {
  rmSync(dataDir, { recursive: true, force: true })
  rmSync(configBeside(dataDir), { force: true })
}

async function waitUntilReady(started: Started): Promise<void> {
  const look = () => {
    if (started.child.exitCode !== null)
      throw new Error(`it ended with ${started.child.exitCode}:\n${started.output()}`)
    return /^ready/m.test(started.output()) || undefined
  }
  await waitFor('the line that starts with ready', look, { instead: started.output })
}

async function killGroup(started: Started, port: number): Promise<void> {
  signalGroup(started, 'SIGKILL')
  await started.exited
  await waitUntilPortsAreFree(port)
}

export async function waitUntilPortsAreFree(port: number): Promise<void> {
  const taken = () => findTakenPorts(portsFrom(port))
  const look = async () => ((await taken()).length === 0 ? true : undefined)
  await waitFor('the ports to be free', look, { instead: async () => (await taken()).join('\n') })
}

/**
 * The first of six ports that are free now; below those that systems hand out by themselves, and others for each worker, so that
 * two do not find the same free.
 */
export async function findFreePort(): Promise<number> {
  const worker = Number(process.env.VITEST_POOL_ID ?? 0) % 8
  for (;;) {
    const port = 10_000 + worker * 2000 + Math.floor(Math.random() * 1990)
    if ((await findTakenPorts(portsFrom(port))).length === 0) return port
  }
}
