import * as z from 'zod/mini'
import { referenceOf } from '../domain/request.ts'

const key = z.object({ entity: z.string(), number: z.int() })
/** What Step Functions sends, and what `slack` hands on of a button. */
const ofWorkflow = z.object({ request: key })
const ofClick = z.object({ target: z.object({ key }) })

/** Which request an event is about, as far as it says; the event itself is checked by whoever acts on it. */
export function requestInEvent(event: unknown): string | null {
  const found = ofWorkflow.safeParse(event).data?.request ?? ofClick.safeParse(event).data?.target.key
  return found ? referenceOf(found) : null
}
