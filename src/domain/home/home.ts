import type { Principal } from '../policy/policy.ts'
import type { FiledException } from '../reconcile/exceptions.ts'
import type { Ahead } from '../reminders/reminders-ahead.ts'
import type { Request } from '../request.ts'
import type { Again } from './again.ts'
import type { DaysToClose } from './days-to-close.ts'
import type { Glance } from './glance.ts'
import type { Roles } from './roles.ts'

/** One entity that a person has a part in. */
export type EntityAtHome = {
  entity: string
  roles: Roles
  /** Null before Zuora was ever looked at. */
  glance: Glance | null
  daysToClose: DaysToClose | null
}

/** What stands on one person's Home. */
export type HomeOfPerson =
  /** Those whom they can ask, or, where there are none, only whoever keeps the configuration. */
  | { kind: 'no-part'; ask: readonly Principal[]; admin: string | null; isFullMember: boolean }
  | {
      kind: 'home'
      personId: string
      /** Waiting for this person's decision, what expires first at the beginning. */
      toDecide: readonly Request[]
      /** Approved by or for this person, and not asked of Zuora yet. */
      approved: readonly Request[]
      /** Asked for by this person, and not ended. */
      mine: readonly Request[]
      /** Theirs that ended lately, newest first. */
      ended: readonly Request[]
      /** Of those, what they can still do about it. */
      again: readonly Again[]
      /** Of `mine`, those whose approvers they can remind now, by reference. */
      mayNudge: readonly string[]
      /** Not acknowledged, oldest first. */
      exceptions: readonly FiledException[]
      entities: readonly EntityAtHome[]
      /** What is said next if nothing changes. */
      coming: readonly Ahead[]
    }
