import type { Action } from '../policy/policy.ts'
import {
  type Circumstances,
  type Obstacle,
  obstaclesToChange,
  obstaclesToClosing,
  obstaclesToPendingClose,
  obstaclesToTrialBalance,
} from '../preconditions.ts'

/** What a person can be offered to do with a period that there is. */
export type OfferedAction = Extract<
  Action,
  'trial-balance' | 'pending-close' | 'close' | 'reopen' | 'update' | 'update-dates' | 'delete'
>

const offeredActions: readonly OfferedAction[] = [
  'close',
  'trial-balance',
  'pending-close',
  'reopen',
  'update',
  'update-dates',
  'delete',
]

/** The actions for which nothing in the calendar stands in the way now; who may ask for them is another matter. */
export function possibleActions(circumstances: Circumstances): OfferedAction[] {
  return offeredActions.filter((action) => isPossible(action, circumstances))
}

export function isPossible(action: OfferedAction, circumstances: Circumstances): boolean {
  return obstaclesTo(action, circumstances).length === 0
}

function obstaclesTo(action: OfferedAction, circumstances: Circumstances): Obstacle[] {
  switch (action) {
    case 'close':
      return obstaclesToClosing(circumstances)
    case 'pending-close':
      return obstaclesToPendingClose(circumstances)
    case 'trial-balance':
      return obstaclesToTrialBalance(circumstances)
    default:
      // Of a change of fields it is not known yet what would change.
      return obstaclesToChange({ action, ...circumstances, fields: null }).filter(
        ({ kind }) => kind !== 'nothing-to-change',
      )
  }
}
