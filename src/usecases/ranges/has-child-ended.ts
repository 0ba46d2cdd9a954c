import { childUnderWay } from '../../domain/ranges.ts'
import type { Request } from '../../domain/request.ts'
import type { Requests } from '../ports/record/requests.ts'

/** Whether a range has something to do: the close that it follows has ended. */
export async function hasChildEnded(
  { entity, status, range }: Request,
  requests: Pick<Requests, 'read'>,
): Promise<boolean> {
  if (status !== 'following') return false
  const followed = childUnderWay(range)
  if (!followed) return true
  const child = await requests.read({ entity, number: followed.number })
  return child?.status === 'finished'
}
