import { z } from 'zod'
import type { LocalLambda } from './lambda/server.ts'

const checkedSchema = z.object({ faults: z.array(z.string()), warnings: z.array(z.string()) })

export type Checked = z.infer<typeof checkedSchema>

/** Faults in the configuration: with them nothing is to run. */
export class PolicyRefused extends Error {
  override name = 'PolicyRefused' as const
  readonly checked: Checked
  constructor(checked: Checked) {
    super(checked.faults.join('; '))
    this.checked = checked
  }
}

/** Asks the function `check` whether the people, groups and channels of the configuration are right; its warnings. */
export async function checkPolicy(lambda: Pick<LocalLambda, 'invoke'>): Promise<string[]> {
  const result = await lambda.invoke('check', '{"only":"people"}')
  if (result.kind === 'failed')
    throw new Error(`the configuration could not be checked: ${result.error.errorType}: ${result.error.errorMessage}`)
  const checked = checkedSchema.parse(JSON.parse(result.payload))
  if (checked.faults.length > 0) throw new PolicyRefused(checked)
  return checked.warnings
}
