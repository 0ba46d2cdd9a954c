// npm start: everything that Closing Bell is, on this machine.
import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { whyNotStarted } from './backup/restored-mark.ts'
import { PolicyRefused } from './check-policy.ts'
import { openDataDir } from './data-dir.ts'
import { watchDisk, whyNoRoom } from './disk-space.ts'
import { failureReport } from './failure-report.ts'
import { whyMoved } from './migrate/moved-mark.ts'
import { readServerlessFile } from './serverless/serverless-file.ts'
import { readEnvFile } from './settings/env-file.ts'
import { type Options, readOptions, usage } from './settings/options.ts'
import { findTakenPorts, type Ports, portsFrom } from './settings/ports.ts'
import { readSettings, type Settings } from './settings/settings.ts'
import { BUSES_FILE, startEverything } from './start-everything.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const LONGEST_STOP_MS = 4000

// As on Lambda, where a function's clock is always UTC.
process.env.TZ = 'UTC'
// The process that started this one is gone: nothing is left to run for.
process.on('disconnect', () => process.exit(1))
// Listening for that would keep this process alive when it has nothing to do.
process.channel?.unref()

const read = readOptions(process.argv.slice(2))
if (read.ok) await run(read.options)
else {
  console.error(`${read.mistake}\n${usage}`)
  process.exitCode = 2
}

async function run({ port, dataDir: dir, speed, fresh, env }: Options): Promise<void> {
  const file = env === null ? ({ ok: true, values: {} } as const) : readEnvFile(env)
  if (!file.ok) return refuse(file.mistakes)
  const ambient = { ...file.values, ...process.env }
  const read = readSettings(ambient, join(root, 'closing-bell.example.yml'))
  if (!read.ok) return refuse(read.mistakes)
  const opened = openDataDir(dir, { fresh, isReal: read.settings.realSide !== undefined })
  if (!opened.ok) return refuse([opened.mistake])
  const mayNot = [
    ...whyNotStarted(opened.dataDir.path),
    ...whyMoved(opened.dataDir.path),
    ...whyNoRoom(opened.dataDir.path),
  ]
  if (mayNot.length > 0) {
    opened.dataDir.release()
    return refuse(mayNot)
  }
  const ports = portsFrom(port)
  const taken = await findTakenPorts(ports)
  if (taken.length > 0) {
    opened.dataDir.release()
    return refuse(taken)
  }
  try {
    const everything = await startEverything({
      serverless: readServerlessFile(join(root, 'serverless.yml')),
      settings: read.settings,
      ports,
      dataDir: opened.dataDir.path,
      speed,
      ambient,
      onFailed: failureReport(console.error),
    })
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop(everything))
    for (const line of [...opened.dataDir.said, ...everything.warnings]) console.error(`warning: ${line}`)
    sayReady({ ports, settings: read.settings, dataDir: dir, isSocketMode: Boolean(ambient.SLACK_APP_TOKEN) })
    const onFull = () => void stop(everything, 1)
    watchDisk({ dir: opened.dataDir.path, say: console.error, onFull }).look()
    // Now and not when this ends: whoever kills it is to start it again as fast.
    flushCompileCache()
  } catch (error) {
    sayWhyNot(error, read.settings)
    process.exit(1)
  }
}

function sayWhyNot(error: unknown, { configPath }: Settings): void {
  if (error instanceof PolicyRefused) {
    for (const line of error.checked.faults) console.error(`${configPath}: ${line}`)
    for (const line of error.checked.warnings) console.error(`warning: ${line}`)
  } else console.error(`Closing Bell cannot start: ${error instanceof Error ? error.message : String(error)}`)
}

function refuse(mistakes: readonly string[]): void {
  for (const mistake of mistakes) console.error(mistake)
  process.exitCode = 1
}

let stopping = false

/** A signal to the process group comes twice: from the group, and handed on by scripts/with-node.mjs. */
async function stop(everything: { close(): Promise<void> }, code = 0): Promise<void> {
  if (stopping) return
  stopping = true
  setTimeout(() => process.exit(code), LONGEST_STOP_MS).unref()
  await everything.close()
  process.exit(code)
}

type Ready = { ports: Ports; settings: Settings; dataDir: string; isSocketMode: boolean }

function sayReady({ ports, settings, dataDir, isSocketMode }: Ready): void {
  const page = `http://127.0.0.1:${ports.page}/`
  const bot = `http://127.0.0.1:${ports.bot}/slack/events`
  if (settings.slackApiUrl === undefined) {
    console.log(`ready: open ${page}`)
    console.log(`Type there: ${settings.command} close next`)
  } else {
    const way = isSocketMode ? 'come over Socket Mode' : `go to ${bot}`
    console.log(`ready: Slack is ${settings.slackApiUrl}; its requests ${way}`)
  }
  console.log(
    settings.zuoraBaseUrl === undefined ? `Zuora: http://127.0.0.1:${ports.zuora}/` : `Zuora: ${settings.zuoraBaseUrl}`,
  )
  if (settings.eventBuses.length > 0) {
    console.log(`Events for programs (${settings.eventBuses.join(', ')}): ${join(dataDir, BUSES_FILE)}`)
  }
  console.log(
    `Everything is kept in ${dataDir}; the functions write to ${join(dataDir, 'functions.log')}. Ctrl-C stops.`,
  )
}
