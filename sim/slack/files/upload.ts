import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerWithFault, type Sent } from '../control/answer-with-fault.ts'
import { readBytes } from '../http/http-body.ts'
import type { StandIn } from '../stand-in.ts'

/** Slack takes 1 GB; here a file is held in memory once. */
export const maximumFileBytes = 50_000_000
const roomForForm = 100_000

/** `POST /upload/v1/<ticket>`: the bytes, raw or as a form with one file; no token is asked for. */
export const answerUpload = async (
  standIn: StandIn,
  { incoming, response, ticket }: { incoming: IncomingMessage; response: ServerResponse; ticket: string },
): Promise<void> => {
  const body = await readBytes(incoming, maximumFileBytes + roomForForm)
  const asked = `${body.length} bytes`
  await answerWithFault(standIn, { response, method: 'upload_url', asked }, async () =>
    incoming.method === 'POST'
      ? keepBytes(standIn, ticket, await fileIn(body, incoming.headers['content-type'] ?? ''))
      : refused(405, 'not_a_post'),
  )
}

const refused = (status: number, error: string): Sent => ({ status, body: error, error })

/** The size is known from before: Slack does not take another one. */
const keepBytes = (standIn: StandIn, ticket: string, bytes: Buffer | undefined): Sent => {
  const stored = standIn.store.files.findByTicket(ticket)
  if (stored === undefined || stored.state === 'completed') return refused(404, 'no_such_ticket')
  if (bytes === undefined) return refused(400, 'no_file_in_form')
  if (bytes.length !== stored.file.size) return refused(400, 'size_differs_from_length')
  standIn.store.files.putBytes(stored.file.id, bytes)
  standIn.store.files.put({ ...stored, state: 'uploaded' })
  return { status: 200, body: `OK - ${bytes.length}`, error: null }
}

const fileIn = async (body: Buffer, contentType: string): Promise<Buffer | undefined> => {
  if (!contentType.startsWith('multipart/form-data')) return body
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'Content-Type': contentType } }).formData()
    const file = [...form.values()].find((value) => value instanceof Blob)
    return file && Buffer.from(await file.arrayBuffer())
  } catch {
    return undefined
  }
}
