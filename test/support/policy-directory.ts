import type { Directory, Member, Standing } from '../../src/domain/policy/check/directory.ts'
import type { PolicyInFile } from '../../src/domain/policy/check/policy-in-file.ts'
import type { Policy } from '../../src/domain/policy/policy.ts'

export const member = (id: string, changes: { standing?: Standing; email?: string | null } = {}): [string, Member] => [
  id,
  {
    person: { id, email: changes.email === undefined ? `${id.toLowerCase()}@example.com` : changes.email },
    standing: changes.standing ?? 'full-member',
  },
]

const known = ['U0ALICE', 'U0BOB', 'U0CAROL', 'U0DAN', 'U0ERIN'].map((id) => member(id))

/** A workspace of five full members and Gus, a guest. */
export function directoryWith(
  changes: { people?: readonly [string, Member][]; groups?: readonly [string, readonly string[] | null][] } = {},
): Directory {
  const groups: [string, readonly string[]][] = [
    ['S0FINANCE', ['U0ALICE', 'U0ERIN']],
    ['S0CONTROLLERS', ['U0CAROL', 'U0DAN']],
  ]
  return {
    people: new Map<string, Member>([...known, member('U0GUS', { standing: 'guest' }), ...(changes.people ?? [])]),
    groups: new Map<string, readonly string[] | null>([...groups, ...(changes.groups ?? [])]),
    channels: new Map(),
  }
}

export function policyInFile(
  changes: Partial<Policy> = {},
  own: { path: string; keys: string[] } | null = null,
): PolicyInFile {
  const policy: Policy = {
    requesters: ['U0ALICE'],
    approvers: ['U0BOB', 'U0CAROL', 'U0DAN'],
    expireAfter: { kind: 'seconds', seconds: 172_800 },
    actions: { close: { approvals: 2 } },
    ...changes,
  }
  return { policy, ownPath: own?.path ?? null, ownKeys: new Set(own?.keys ?? []) }
}
