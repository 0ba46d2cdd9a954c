import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Every `Key=value` of a unit, in order; a line that is none is a mistake. */
function unit(name: string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  let section = ''
  for (const line of readFileSync(`systemd/${name}`, 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    const header = /^\[(\w+)\]$/.exec(line)?.[1]
    const [, key, value] = /^(\w+)=(.*)$/.exec(line) ?? []
    if (header !== undefined) section = header
    else if (key === undefined || section === '') throw new Error(`${name}: ${line}`)
    else found.set(`${section}.${key}`, [...(found.get(`${section}.${key}`) ?? []), value ?? ''])
  }
  return found
}

const service = unit('closing-bell.service')
const backup = unit('closing-bell-backup.service')

test('it runs this program, comes back whatever happens, and is given more time to stop than it takes', () => {
  const [command = ''] = service.get('Service.ExecStart') ?? []
  expect(command).toContain('scripts/with-node.mjs local/main.ts --data /var/lib/closing-bell/data')
  expect(service.get('Service.Restart')).toEqual(['always'])
  expect(service.get('Unit.StartLimitIntervalSec')).toEqual(['0'])
  expect(service.get('Service.KillSignal')).toEqual(['SIGTERM'])
  expect(Number(service.get('Service.TimeoutStopSec'))).toBeGreaterThan(5)
})

test('what its commands name is there, and both run as the user to whom the data belongs', () => {
  for (const it of [service, backup]) {
    expect(it.get('Service.User')).toEqual(['closing-bell'])
    const commands = [...(it.get('Service.ExecStart') ?? [])].filter((command) => command.includes('/node '))
    const files = commands.flatMap((command) => command.match(/\S+\.(?:mjs|ts)\b/g) ?? [])
    expect(files).toHaveLength(2)
    for (const file of files) expect(existsSync(file)).toBe(true)
  }
  expect(unit('closing-bell-backup.timer').get('Timer.OnCalendar')).toEqual(['hourly'])
})

test('secrets are read from a file that only root reads; nobody else may write to the program or the machine', () => {
  expect(service.get('Service.EnvironmentFile')).toEqual(['/etc/closing-bell/closing-bell.env'])
  expect(service.get('Service.ExecStartPre')?.join()).toContain('= 600')
  for (const key of ['NoNewPrivileges', 'ProtectHome', 'PrivateTmp', 'RestrictNamespaces'])
    expect([key, service.get(`Service.${key}`)]).toEqual([key, ['true']])
  expect(service.get('Service.ProtectSystem')).toEqual(['strict'])
  expect(service.get('Service.UMask')).toEqual(['0077'])
  // JavaScript is compiled while it runs.
  expect(service.has('Service.MemoryDenyWriteExecute')).toBe(false)
})

const { status } = spawnSync('systemd-analyze', ['--version'])

test.runIf(status === 0 && existsSync('/usr/bin/node'))('systemd finds nothing wrong with them', () => {
  const units = ['closing-bell.service', 'closing-bell-backup.service', 'closing-bell-backup.timer']
  const paths = units.map((name) => `systemd/${name}`)
  const verified = spawnSync('systemd-analyze', ['verify', ...paths], { encoding: 'utf8' })
  // It may have more to say of what else is on this machine.
  expect(verified.stderr.split('\n').filter((line) => line.includes('closing-bell'))).toEqual([])
})
