import type { Filed } from '../../src/domain/evidence/filed.ts'
import type { ExceptionAnnouncer } from '../../src/usecases/ports/telling/exception-announcer.ts'
import { createFakeLocks } from './fake-locks.ts'
import { sha256 } from './fake-requests.ts'
import { createFakeSeenPeriods } from './fake-seen-periods.ts'

/** What finding what others did needs beside requests, filings and people. */
export function createFakeReconcilePorts() {
  const locks = createFakeLocks()
  const told = {
    posted: [] as Filed[],
    shown: [] as Filed[],
    shownAt: [] as string[],
    heads: [] as string[],
    fails: null as Error | null,
  }
  const exceptions: ExceptionAnnouncer = {
    async postException(filed) {
      if (told.fails) throw told.fails
      told.posted.push(filed)
      return { channel: 'C0CLOSE', ts: `1793800000.${String(told.posted.length).padStart(6, '0')}` }
    },
    async showException(filed, where) {
      if (told.fails) throw told.fails
      told.shown.push(filed)
      if (where) told.shownAt.push(where.ts)
    },
    async tellExceptionHead(_filed, person) {
      told.heads.push(person)
      return true
    },
  }
  const logged: string[] = []
  const log = (event: string) => {
    if (event !== 'reconciled') logged.push(event)
  }
  return { locks, seenPeriods: createFakeSeenPeriods(locks), exceptions, hash: sha256, log, told, logged }
}
