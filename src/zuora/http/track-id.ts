/** Zuora documents `Zuora-Track-Id` as at most 64 US-ASCII characters, none of `: ; " '`. */
export function toTrackId(text: string): string {
  return text.replace(/[^\x21-\x7e]|[:;"']/g, '-').slice(0, 64)
}
