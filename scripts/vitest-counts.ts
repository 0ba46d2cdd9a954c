import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})

/** The counts of vitest's JSON report. A file that could not be loaded has no tests and counts as one failure. */
export function readVitestCounts(file: string): { passed: number; failed: number } {
  if (!existsSync(file)) return { passed: 0, failed: 0 }
  const report = reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const notLoaded = report.testResults.filter((it) => it.status === 'failed' && it.assertionResults.length === 0)
  return { passed: report.numPassedTests, failed: report.numFailedTests + notLoaded.length }
}
