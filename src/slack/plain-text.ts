/** The words behind a command. Where they name the person that something is handed to, Slack's reference is all that says who. */
export function commandText(text: string): string {
  return /^\s*delegate\s/i.test(text) ? text.trim() : plainText(text)
}

/**
 * What a person typed. Slack sends `&`, `<` and `>` as entities, and, where the command asks for it, names as
 * `<@U012|carol>`, `<#C012|close>` or `<https://…|…>`. What was copied from a message of this bot carries what keeps Slack
 * from reading names as markup.
 */
export function plainText(text: string): string {
  return text
    .replace(/\u200A([*_~])\u200A/g, '$1')
    .replaceAll('\u02CB', '`')
    .replaceAll('\u2060', '')
    .replace(/<([@#])[A-Z0-9]+\|([^>]*)>/g, '$1$2')
    .replace(/<!subteam\^[A-Z0-9]+\|@?([^>]*)>/g, '@$1')
    .replace(/<([^>|]+)(?:\|[^>]*)?>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
