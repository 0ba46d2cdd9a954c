import type { Verdict } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import type { StoredClient } from '../records/settings.ts'
import type { Scope } from '../tenant/scope.ts'
import type { Tenant } from '../tenant/tenant.ts'

/** A signed-in call: whose it is, what of the tenant it is about, and the id in its path (empty if there is none). */
export type Asked = { call: Call; client: StoredClient; scope: Scope; id: string }

export type Operation = (tenant: Tenant, asked: Asked) => Verdict
