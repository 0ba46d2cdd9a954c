import { type Finding, findingsOf } from '../finding.ts'

/**
 * One check that fails keeps no other from being made. `asks`: the permissions that it needs of whoever runs it.
 */
export async function guarded(check: string, asks: string, look: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look()
  } catch (error) {
    const { notCheckable } = findingsOf(check)
    const name = error instanceof Error ? error.name : 'unknown'
    if (/AccessDenied|NotAuthorized|UnauthorizedOperation/.test(name)) {
      return [notCheckable(`AWS does not let you look (${name})`, `your AWS user needs ${asks} for this check.`)]
    }
    return [
      notCheckable(`AWS did not say: ${name}`, 'try again; if it stays so, look at https://health.aws.amazon.com.'),
    ]
  }
}

/** Whether AWS says that what was asked about is not there. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && /NotFound|NonExistent|DoesNotExist/.test(error.name)
}
