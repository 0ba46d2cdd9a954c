/**
 * What a person typed. Slack sends `&`, `<` and `>` as entities, and, where the command asks for it, names as
 * `<@U012|carol>`, `<#C012|close>` or `<https://…|…>`.
 */
export function plainText(text: string): string {
  return text
    .replace(/<([@#])[A-Z0-9]+\|([^>]*)>/g, '$1$2')
    .replace(/<!subteam\^[A-Z0-9]+\|@?([^>]*)>/g, '@$1')
    .replace(/<([^>|]+)(?:\|[^>]*)?>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
