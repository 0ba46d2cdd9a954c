/** The same command for one entity, as if that had been typed with it; a reason or a note stays as it is. */
export function commandIn(text: string, entity: string): string {
  const typed = text.trim()
  if (/^reopen\b/i.test(typed)) return typed.replace(/^reopen\b/i, (verb) => `${verb} in ${entity}`)
  const note = typed.search(/\snote:/i)
  return note < 0 ? `${typed} in ${entity}` : `${typed.slice(0, note)} in ${entity}${typed.slice(note)}`
}
