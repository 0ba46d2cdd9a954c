import { RegoEngine, TemplateFile } from '@aws/cloudformation-validate'

/** osls names a dependency that CloudFormation sees by itself; the params of a stage settle the conditions in infra/watching.yml. */
const notMeant = new Set(['W3005', 'W1028', 'W8003'])

/** What AWS's own validator says against a template, a line each; it needs no account. */
export function checkTemplate(path: string): string[] {
  const engine = new RegoEngine()
  try {
    const report = engine.validateStandard(new TemplateFile(path), { severityLevel: 'WARN' })
    const found = report.diagnostics.filter(({ ruleId }) => !notMeant.has(ruleId))
    const lines = found.map(({ ruleId, entity, message }) => `${ruleId} ${entity ?? ''}: ${message}`)
    return report.status === 'OK' ? lines : [...lines, `the template was not checked: ${report.status}`]
  } finally {
    engine.free()
  }
}
