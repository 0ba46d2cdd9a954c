import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { createLog } from '../../src/log.ts'

function linesOf(write: (log: ReturnType<typeof createLog>) => void): { level: string; [name: string]: unknown }[] {
  vi.stubEnv('POWERTOOLS_DEV', 'true')
  const spies = [vi.spyOn(console, 'info').mockReturnValue(), vi.spyOn(console, 'error').mockReturnValue()]
  write(createLog('advance', '0.3.0 1a2b3c4d5e6f'))
  vi.unstubAllEnvs()
  return spies.flatMap((spy) => spy.mock.calls.map(([line]) => JSON.parse(String(line))))
}

test('one line of JSON for each event, with the function and the details', () => {
  expect(linesOf((log) => log('zuora-call', { path: '/v1/accounting-periods', status: 200 }))).toEqual([
    expect.objectContaining({
      level: 'INFO',
      message: 'zuora-call',
      service: 'advance',
      code: '0.3.0 1a2b3c4d5e6f',
      path: '/v1/accounting-periods',
      status: 200,
    }),
  ])
})

const alarms = [
  'workflow-broke',
  'slack-refused-message',
  'slack-listener-failed',
  'period-state-unknown',
  'channel-not-described',
  'nobody-told',
]

test.each(alarms)('%s is an error, which is what an alarm counts', (event) => {
  expect(linesOf((log) => log(event, {}))).toEqual([expect.objectContaining({ level: 'ERROR', message: event })])
})

test.each(alarms)('%s is an event that the code writes', (event) => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  const writers = files.filter((file) => readFileSync(join('src', file), 'utf8').includes(`log('${event}'`))
  expect(writers).not.toEqual([])
})
