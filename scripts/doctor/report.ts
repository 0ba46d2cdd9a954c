import type { Finding } from './finding.ts'

/** From what is typed to what closes; then what it runs on. */
const order = [
  'config file',
  'holidays',
  'Slack token',
  'Slack scopes',
  'workspace',
  'Slack app',
  'command',
  'channels',
  'people and groups',
  'admin',
  'clock',
  'request URL',
  'Zuora host',
  'Zuora credentials',
  'Zuora headers',
  'Zuora version',
  'Zuora permissions',
  'Zuora documents',
  'accounting periods',
  'reports',
  'check function',
  'stack',
  'secrets',
  'table',
  'state machine',
  'functions',
  'schedules',
  'last runs',
  'undelivered',
  'alarms',
  'requests',
]

const words = { ok: 'ok', fault: 'FAULT', warning: 'warning', 'not-checkable': 'not checkable' } as const
const stateWidth = 'not checkable'.length + 2
const checkWidth = Math.max(...order.map((check) => check.length)) + 2

/** The whole list, a line for each finding and its fix below it, and the last line what it comes to. One fix for several stands below the last. */
export function reportOf(findings: readonly Finding[]): string {
  const all = inOrder(findings)
  const lines = all.flatMap(({ check, state, says, fix }, at) => [
    `${words[state].padEnd(stateWidth)}${check.padEnd(checkWidth)}${says}`,
    ...(fix === null || all[at + 1]?.fix === fix ? [] : [`${' '.repeat(stateWidth)}→ ${fix}`]),
  ])
  return [...lines, '', summaryOf(findings)].join('\n')
}

export function exitCodeOf(findings: readonly Finding[]): 0 | 1 {
  return findings.some(({ state }) => state === 'fault') ? 1 : 0
}

function inOrder(findings: readonly Finding[]): Finding[] {
  const place = ({ check }: Finding) => (order.includes(check) ? order.indexOf(check) : order.length)
  return findings.toSorted((a, b) => place(a) - place(b))
}

function summaryOf(findings: readonly Finding[]): string {
  const count = (state: Finding['state']) => findings.filter((each) => each.state === state).length
  const warnings = count('warning') === 1 ? '1 warning' : `${count('warning')} warnings`
  const rest = `${warnings}, ${count('ok')} ok, ${count('not-checkable')} not checkable.`
  const faulty = inOrder(findings).flatMap(({ check, state }) => (state === 'fault' ? [check] : []))
  if (faulty.length === 0) return `No fault. ${rest}`
  const faults = faulty.length === 1 ? '1 fault' : `${faulty.length} faults`
  return `${faults}: ${[...new Set(faulty)].join(', ')}. ${rest}`
}
