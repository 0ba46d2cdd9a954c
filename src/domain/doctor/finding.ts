/**
 * One line of the doctor's list. `check`: what was looked at, one of `checks` below. `fix`: what to do about it; null where
 * there is nothing to do. `not-checkable`: nothing can be said without changing something, or because something else fails.
 */
export type Finding = {
  check: string
  state: 'ok' | 'fault' | 'warning' | 'not-checkable'
  says: string
  fix: string | null
}

/** What findings of one check are made with. */
export function findingsOf(check: string) {
  return {
    ok: (says: string): Finding => ({ check, state: 'ok', says, fix: null }),
    fault: (says: string, fix: string): Finding => ({ check, state: 'fault', says, fix }),
    warning: (says: string, fix: string): Finding => ({ check, state: 'warning', says, fix }),
    notCheckable: (says: string, fix: string | null = null): Finding => ({ check, state: 'not-checkable', says, fix }),
  }
}
