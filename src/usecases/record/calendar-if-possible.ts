import type { AccountingPeriod } from '../../domain/accounting-period.ts'
import type { Entity } from '../ports/rules.ts'

/** Undefined while Zuora does not answer: the record is not Zuora's. */
export async function calendarIfPossible({ periods }: Entity): Promise<AccountingPeriod[] | undefined> {
  try {
    return await periods.list()
  } catch (error) {
    const isAway =
      error instanceof Error && ['ZuoraBusy', 'ZuoraUnavailable', 'ZuoraSignInRefused'].includes(error.name)
    if (!isAway) throw error
    return undefined
  }
}
