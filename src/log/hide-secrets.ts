const hidden = '***'

/** The values of this container's own secrets. */
const known = new Set<string>()

/** Shorter ones would hide ordinary words. */
const shortestSecret = 8

/** From now on none of these is written, wherever it turns up; nor as it stands in a form, in an address or in JSON. */
export function hideFromLogs(secrets: Iterable<string>): void {
  for (const secret of secrets) {
    if (secret.length < shortestSecret) continue
    const inForm = new URLSearchParams({ '': secret }).toString().slice(1)
    for (const written of [secret, inForm, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]) {
      known.add(written)
    }
  }
}

// None begins at the edge of a word: what is quoted twice has an `n` of a line's end before it.
const patterns: readonly [RegExp, string][] = [
  // An address to answer to is as good as a password; of any address only the host is written.
  [/(https?:\/\/[^\s/"'\\<>?#]+)[/?#][^\s"'\\<>]*/g, `$1/${hidden}`],
  // The same without its scheme, or escaped as JSON or as part of another address.
  [/(hooks\.slack\.com)(?!\/\*)[^\s"'<>]+/gi, `$1/${hidden}`],
  [/x(?:ox[a-z]|app)-[\w-]+/g, hidden],
  [/(bearer|basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${hidden}`],
  [/v0=[0-9a-f]{32,}/g, `v0=${hidden}`],
  // A trigger id: `13345224609.738474920.8088930838d88f008e0`.
  [/\d{6,}\.\d{6,}\.[0-9a-f]{12,}/g, hidden],
  [/eyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, hidden],
  [/(?:ASIA|AKIA)[0-9A-Z]{16}/g, hidden],
  // Named in a form, in JSON, in a query, or in words that quote one of them.
  [
    /((?:client_?secret|signing_?secret|(?:access|refresh|task|bot|security|session|app)_?-?token|token|trigger_?id|response_?url|password|authorization)\\?["']?\s*[=:]\s*\\?["']?)[^\s&"'\\,;}]+/gi,
    `$1${hidden}`,
  ],
  // A task token of Step Functions, a session token of AWS.
  [/[\w+/=-]{100,}/g, hidden],
]

/** The text as it may be written: without any secret of this container, and without what looks like anybody’s. */
export function withoutSecrets(text: string): string {
  let written = text
  for (const secret of known) written = written.replaceAll(secret, hidden)
  for (const [pattern, instead] of patterns) written = written.replace(pattern, instead)
  return written
}
