import type { IncomingMessage, ServerResponse } from 'node:http'
import { sendJson } from '../http/send-json.ts'
import type { StandIn } from '../stand-in.ts'

/**
 * `GET` of a file's `url_private` or `permalink`. A request with a token is a bot's and needs `files:read`; one without is
 * a person's, from the page.
 */
export const answerDownload = (
  standIn: StandIn,
  { incoming, response, id }: { incoming: IncomingMessage; response: ServerResponse; id: string },
): void => {
  const refusal = whyNot(standIn, incoming.headers.authorization)
  if (refusal !== null) {
    sendJson(response, 403, { ok: false, error: refusal })
    return
  }
  const stored = standIn.store.files.find(id)
  const bytes = stored?.state === 'completed' ? standIn.store.files.readBytes(id) : undefined
  if (stored === undefined || bytes === undefined) {
    sendJson(response, 404, { ok: false, error: 'file_not_found' })
    return
  }
  response.writeHead(200, {
    'Content-Type': stored.file.mimetype,
    'Content-Length': bytes.length,
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(stored.file.name)}`,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    // No page of another origin shows it.
    'Cross-Origin-Resource-Policy': 'same-origin',
  })
  response.end(bytes)
}

const whyNot = (standIn: StandIn, authorization: string | undefined): string | null => {
  if (authorization === undefined) return null
  if (authorization !== `Bearer ${standIn.options.botToken}`) return 'invalid_auth'
  return standIn.manifest.scopes.includes('files:read') ? null : 'missing_scope'
}
