import type { Request } from '../../domain/request.ts'
import { findAuthority } from '../../usecases/people/authority.ts'
import type { People } from '../../usecases/ports/people/people.ts'
import type { ReplyOptions } from '../messages/click-replies.ts'

type StandingPorts = { people: People; replies: ReplyOptions }
type Refusable = { kind: string; because?: string; request?: Request | undefined }

/** What a refused click is answered with: also what else the policy says of its person. */
export async function repliesTo(
  { kind, because, request }: Refusable,
  personId: string,
  { people, replies }: StandingPorts,
): Promise<ReplyOptions> {
  if (kind !== 'refused' || !request) return replies
  const { auditors = [], escalateTo } = replies.policyFor(request.entity).policy
  const isUnknown = because === 'not-an-approver'
  const isIn = async (principals: readonly string[]) =>
    isUnknown && (await findAuthority(personId, principals, people)) !== undefined
  const [isAuditor, isEscalatedTo] = [await isIn(auditors), await isIn(escalateTo?.approvers ?? [])]
  return { ...replies, standing: { personId, isAuditor, isEscalatedTo } }
}
