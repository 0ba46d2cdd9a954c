import { type Request, type RequestKey, referenceOf } from '../../domain/request.ts'
import type { Requests } from '../ports/record/requests.ts'

/** The request that an execution is about. Throws `RequestMissing`: an execution without one is a bug. */
export async function readRequest(key: RequestKey, requests: Requests): Promise<Request> {
  const request = await requests.read(key)
  if (!request) throw new RequestMissing(referenceOf(key))
  return request
}

export class RequestMissing extends Error {
  override name = 'RequestMissing' as const
  constructor(reference: string) {
    super(`There is no request ${reference} in the table.`)
  }
}
