import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { inInvocation, noteRequestOfInvocation } from '../../src/log/invocation.ts'
import { createLog } from '../../src/log.ts'
import type { Log } from '../../src/usecases/ports/log.ts'
import { logEvents } from '../../src/usecases/ports/log-events/catalogue.ts'
import type { LogEvent } from '../../src/usecases/ports/log-events/log-event.ts'

type Line = { level: string; [name: string]: unknown }

async function linesOf(write: (log: Log) => unknown): Promise<Line[]> {
  vi.stubEnv('POWERTOOLS_DEV', 'true')
  const spies = (['info', 'warn', 'error'] as const).map((level) => vi.spyOn(console, level).mockReturnValue())
  await write(createLog({ functionName: 'advance', code: '0.3.0 1a2b3c4d5e6f', namespace: 'closing-bell-prod' }))
  vi.unstubAllEnvs()
  const lines = spies.flatMap((spy) => spy.mock.calls.map(([line]) => JSON.parse(String(line))))
  for (const spy of spies) spy.mockRestore()
  return lines
}

const names = Object.keys(logEvents) as (keyof typeof logEvents)[]
const events: Readonly<Record<string, LogEvent>> = logEvents

test('one line of JSON for each event, with the function and the details', async () => {
  expect(await linesOf((log) => log('home-refused', { person: 'U0BOB', reason: 'not_enabled' }))).toEqual([
    expect.objectContaining({
      level: 'WARN',
      message: 'home-refused',
      service: 'advance',
      program: '0.3.0 1a2b3c4d5e6f',
      person: 'U0BOB',
      reason: 'not_enabled',
    }),
  ])
})

test('every line of an invocation says which it is, and which request it works on, also when that is numbered later', async () => {
  const lines = await linesOf((log) =>
    inInvocation({ id: 'i-1', startedAt: 1, request: null }, async () => {
      log('library-said', { library: 'slack', words: 'hello' })
      noteRequestOfInvocation('US-0147')
      log('library-said', { library: 'slack', words: 'hello' })
      log('nobody-told', { request: 'US-0001' })
    }),
  )
  expect(lines.map(({ invocation, request }) => [invocation, request])).toEqual([
    ['i-1', undefined],
    ['i-1', 'US-0147'],
    ['i-1', 'US-0001'],
  ])
})

test('a line is what CloudWatch makes metrics of, in the namespace of its stage', async () => {
  const [line] = await linesOf((log) => log('zuora-call', { entity: 'us', result: 'ok', ms: 12, rateHeadroom: null }))
  const metric = { Namespace: 'closing-bell-prod', Dimensions: [[]] }
  expect(line).toMatchObject({
    ZuoraCalls: 1,
    ZuoraCallTime: 12,
    result: 'ok',
    _aws: {
      CloudWatchMetrics: [
        { ...metric, Dimensions: [['result']], Metrics: [{ Name: 'ZuoraCalls', Unit: 'Count' }] },
        { ...metric, Metrics: [{ Name: 'ZuoraCallTime', Unit: 'Milliseconds' }] },
      ],
    },
  })
})

test('a failed invocation counts when it began, as in Lambda’s own count of errors', async () => {
  const lines = await linesOf((log) =>
    inInvocation({ id: 'i-1', startedAt: 1_793_725_200_000, request: null }, async () =>
      log('invocation-put-off', { error: 'ZuoraBusy' }),
    ),
  )
  expect(lines).toMatchObject([{ PutOff: 1, _aws: { Timestamp: 1_793_725_200_000 } }])
})

test.each(names)('%s has its level and, where it is alarming, counts for the alarm', async (name) => {
  const { level, isAlarming = false } = events[name] ?? { level: '' }
  const [line] = await linesOf((log) => log(name, {}))
  expect(line).toMatchObject({ level: level.toUpperCase(), message: name })
  expect(line?.AlarmingEvents).toBe(isAlarming ? 1 : undefined)
})

test('every event of the catalogue is one that the code writes', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  const sources = files
    .filter((file) => !file.includes('log-events'))
    .map((file) => readFileSync(join('src', file), 'utf8'))
  expect(names.filter((name) => !sources.some((source) => source.includes(`'${name}'`)))).toEqual([])
})

test('metrics are told apart by details of few values, and never by whom or what they are about', () => {
  const dimensions = Object.values(events).flatMap(({ metrics = [], details }) =>
    metrics.flatMap(({ by = [], value }) => {
      expect(details).toEqual(expect.arrayContaining([...by, ...(typeof value === 'number' ? [] : [value])]))
      return by
    }),
  )
  expect([...new Set(dimensions)].toSorted()).toEqual(['action', 'because', 'ending', 'result'])
})

test('no detail has the name of something that stands on every line anyway', () => {
  const details = Object.values(events).flatMap((event) => event.details)
  const taken = ['level', 'message', 'timestamp', 'service', 'sampling_rate', 'xray_trace_id', 'program', 'invocation']
  expect(details.filter((name) => taken.includes(name))).toEqual([])
})
