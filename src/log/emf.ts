import { logEvents } from '../usecases/ports/log-events/catalogue.ts'
import type { LogEvent, LogMetric } from '../usecases/ports/log-events/log-event.ts'

type Details = Readonly<Record<string, unknown>>
type Metric = Pick<LogMetric, 'name' | 'unit' | 'value' | 'by'>
export type EmfOptions = { namespace: string; startedAt: number | null }

/** One of these is enough to ring: every alarming event counts as one, whichever it is. */
const alarming: Metric = { name: 'AlarmingEvents', unit: 'Count', value: 1 }

/** What CloudWatch counts by when Lambda does: at the invocation's start, so that one can be taken from the other. */
const countedAtStart: ReadonlySet<string> = new Set(['invocation-failed', 'invocation-put-off'])

/**
 * The members that make CloudWatch take metrics from a line: the embedded metric format,
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 * Empty where the event has none.
 */
export function emfOf(name: keyof typeof logEvents, details: Details, { namespace, startedAt }: EmfOptions): Details {
  const event: LogEvent = logEvents[name]
  const metrics: readonly Metric[] = [...(event.metrics ?? []), ...(event.isAlarming ? [alarming] : [])]
  const valued = metrics.filter(({ value }) => typeof value === 'number' || typeof details[value] === 'number')
  if (valued.length === 0) return {}
  const values = valued.map((metric) => [
    metric.name,
    typeof metric.value === 'number' ? metric.value : details[metric.value],
  ])
  const by = new Set(valued.flatMap((metric) => metric.by ?? []))
  // A dimension that a line does not name would make CloudWatch drop the metric.
  const dimensions = [...by].map((dimension) => [dimension, String(details[dimension] ?? 'none')])
  return {
    ...Object.fromEntries(values),
    ...Object.fromEntries(dimensions),
    _aws: {
      Timestamp: (countedAtStart.has(name) ? startedAt : null) ?? Date.now(),
      CloudWatchMetrics: valued.map((metric) => ({
        Namespace: namespace,
        Dimensions: [metric.by ?? []],
        Metrics: [{ Name: metric.name, Unit: metric.unit }],
      })),
    },
  }
}
