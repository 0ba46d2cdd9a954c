import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { parseCloudFormationYaml } from '../../local/serverless/cloudformation-yaml.ts'
import { readServerlessFile } from '../../local/serverless/serverless-file.ts'
import { logEvents } from '../../src/usecases/ports/log-events/catalogue.ts'
import type { LogEvent } from '../../src/usecases/ports/log-events/log-event.ts'

const stage = `\${self:service}-\${sls:stage}`
const dimensions = z.array(z.object({ Name: z.string(), Value: z.unknown() })).default([])
const metricSchema = z.object({ Namespace: z.string(), MetricName: z.string(), Dimensions: dimensions })
const alarmSchema = z.object({
  AlarmName: z.string().startsWith(`${stage}-`),
  AlarmDescription: z.string(),
  AlarmActions: z.array(z.unknown()).length(1),
  OKActions: z.array(z.unknown()).length(1),
  TreatMissingData: z.enum(['breaching', 'notBreaching']),
  Metrics: z
    .array(z.object({ Expression: z.string().optional(), MetricStat: z.object({ Metric: metricSchema }).optional() }))
    .optional(),
  ...metricSchema.partial().shape,
})
const fileSchema = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.unknown() })),
})

const { Resources } = fileSchema.parse(parseCloudFormationYaml(readFileSync('infra/watching.yml', 'utf8')))
const alarms = Object.values(Resources)
  .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')
  .map(({ Properties }) => alarmSchema.parse(Properties))
const nameOf = ({ AlarmName }: { AlarmName: string }) => AlarmName.slice(stage.length + 1)
const names = alarms.map(nameOf).toSorted()
const runbook = readFileSync('docs/runbook.md', 'utf8')

/** The alarms of the runbook with what is said of each. */
const sections = new Map(
  runbook
    .split(/^### /m)
    .slice(1)
    .map((section) => [section.split('\n', 1)[0] ?? '', section.split(/^## /m)[0] ?? ''] as const),
)

/** What an alarm looks at, those of its own metrics that are made of the log first. */
const watched = alarms.flatMap((alarm) => [
  ...(alarm.Metrics ?? []).flatMap(({ MetricStat }) => (MetricStat ? [MetricStat.Metric] : [])),
  ...(alarm.MetricName ? [metricSchema.parse(alarm)] : []),
])

const events: readonly LogEvent[] = Object.values(logEvents)
const metrics = new Map(events.flatMap((event) => event.metrics ?? []).map((metric) => [metric.name, metric.by ?? []]))
metrics.set('AlarmingEvents', [])

test('each alarm has its section in the runbook, and each section of an alarm its alarm', () => {
  expect(names.length).toBeGreaterThan(15)
  const described = [...sections].filter(([, text]) => /^\*\*Meaning\.\*\*/m.test(text)).map(([name]) => name)
  expect(described.toSorted()).toEqual(names)
})

test.each(names)('%s: the runbook says what it means, what to check and what to do', (name) => {
  const section = sections.get(name) ?? ''
  for (const said of ['Meaning', 'Check', 'Action'])
    expect(section).toMatch(new RegExp(`^\\*\\*${said}\\.\\*\\* \\S`, 'm'))
  const alarm = alarms.find((one) => nameOf(one) === name)
  expect(alarm?.AlarmDescription).toContain(`docs/runbook.md, "${name}".`)
})

test('what an alarm counts of the log is what the log says, by a value that there is', () => {
  const own = watched.filter(({ Namespace }) => Namespace === stage)
  expect(own.length).toBeGreaterThan(8)
  const source =
    readFileSync('src/slack/receiving/receiver.ts', 'utf8') + readFileSync('src/zuora/http/call.ts', 'utf8')
  const kinds = source + readFileSync('src/zuora/answers/answer.ts', 'utf8')
  for (const { MetricName, Dimensions } of own) {
    expect([MetricName, Dimensions.map(({ Name }) => Name)]).toEqual([MetricName, metrics.get(MetricName)])
    for (const { Value } of Dimensions) expect(kinds).toContain(`'${Value}'`)
  }
})

test('silence rings where something must run, and in its time: what is missing counts as none', () => {
  const silent = alarms.filter(({ TreatMissingData }) => TreatMissingData === 'breaching')
  expect(silent.map(nameOf).toSorted()).toEqual(['reconcile-not-running', 'reminders-not-running', 'wake-not-running'])
  for (const { Metrics = [] } of silent) expect(Metrics[0]?.Expression).toMatch(/^FILL\(\w+, 0\)$/)
})

test('errors and throttles are counted of every function that is not run by hand', () => {
  const byHand = ['check', 'export', 'note-restored', 'end-request']
  const { functions } = readServerlessFile('serverless.yml')
  const expected = functions.map(({ name }) => name).filter((name) => !byHand.includes(name))
  for (const MetricName of ['Errors', 'Throttles']) {
    const of = watched
      .filter((metric) => metric.MetricName === MetricName)
      .map(({ Dimensions }) => Dimensions[0]?.Value)
    const functionOf = (name: string) =>
      `${name.charAt(0).toUpperCase()}${name.slice(1)}LambdaFunction`.replace('-', 'Dash')
    expect(of.map((value) => JSON.stringify(value)).toSorted()).toEqual(
      expected.map((name) => JSON.stringify({ Ref: functionOf(name) })).toSorted(),
    )
  }
})

test('the dashboard is JSON and shows every alarm and no metric that nothing makes', () => {
  const { DashboardBody } = z
    .object({ DashboardBody: z.object({ 'Fn::Sub': z.string() }) })
    .parse(Resources.Dashboard?.Properties)
  const text = DashboardBody['Fn::Sub']
  const { widgets } = z.object({ widgets: z.array(z.object({ type: z.string() })) }).parse(JSON.parse(text))
  expect(widgets.length).toBeGreaterThan(10)
  const ids = Object.keys(Resources).filter((id) => id.endsWith('Alarm'))
  expect(ids.filter((id) => !text.includes(`\${${id}.Arn}`))).toEqual([])
  const shown = [...text.matchAll(/"\$\{self:service\}-\$\{sls:stage\}", "(\w+)"|MetricName=\\"(\w+)\\"/g)]
  expect(shown.length).toBeGreaterThan(15)
  expect(shown.map(([, one, other]) => one ?? other).filter((name) => !metrics.has(name ?? ''))).toEqual([])
  // "If your namespace or dimension names contain spaces or non-alphanumeric characters, enclose them in double quotation marks."
  expect([...text.matchAll(/SEARCH\('(.{3})/g)].map(([, start]) => start)).toEqual(
    Array.from({ length: 4 }, () => '{\\"'),
  )
})

test('docs/logs.md is the catalogue (vitest -u writes it)', async () => {
  const rows = Object.entries(logEvents as Readonly<Record<string, LogEvent>>).map(([name, event]) => {
    const { level, isAlarming, meaning, details } = event
    const made = (event.metrics ?? []).map(
      (metric) => `\`${metric.name}\`${metric.by ? ` by ${metric.by.join(', ')}` : ''}`,
    )
    const cells = [`\`${name}\``, level, isAlarming ? 'yes' : '', meaning, details.join(', '), made.join('; ')]
    return `| ${cells.join(' | ')} |`
  })
  const head = readFileSync('docs/logs.md', 'utf8').split('| event |')[0]
  const table = ['| event | level | alarming | meaning | details | metrics |', '|---|---|---|---|---|---|', ...rows]
  await expect(`${head}${table.join('\n')}\n`).toMatchFileSnapshot('../../docs/logs.md')
})
