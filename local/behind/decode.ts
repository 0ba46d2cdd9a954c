/** What the text says as JSON; undefined where it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A body as it is read best: a form by its fields, a form's `payload` alone, JSON, or the text itself. */
export function decode(contentType: unknown, body: string): unknown {
  if (!String(contentType ?? '').startsWith('application/x-www-form-urlencoded')) return readJson(body) ?? body
  const form = Object.fromEntries(new URLSearchParams(body))
  return form.payload === undefined ? form : (readJson(form.payload) ?? form)
}
