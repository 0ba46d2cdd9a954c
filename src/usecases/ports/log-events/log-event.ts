/** One number that CloudWatch makes of a line: the detail of that name, or the number. A detail that is null makes none. */
export type LogMetric = {
  name: string
  unit: 'Count' | 'Milliseconds' | 'Seconds' | 'Percent'
  value: string | 1 | 0
  /** Details by which the number is told apart: of few values each, never ids. */
  by?: readonly string[]
}

export type LogEvent = {
  /** `warn`: something was left out and comes by itself. `error`: somebody should look. */
  level: 'info' | 'warn' | 'error'
  /** Whether one of these is enough to ring: docs/runbook.md, “Alarming events”. */
  isAlarming?: true
  meaning: string
  details: readonly string[]
  metrics?: readonly LogMetric[]
}
