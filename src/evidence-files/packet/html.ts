/** HTML that was written here. Anything else that gets into a page is escaped. */
export type Html = { html: string }

type Inner = Html | readonly Html[] | string | number

/** What stands in `${…}` is text, unless it was made by this function itself. */
export function html(literals: TemplateStringsArray, ...inner: readonly Inner[]): Html {
  return { html: literals.map((literal, index) => literal + htmlOf(inner[index] ?? '')).join('') }
}

function htmlOf(inner: Inner): string {
  if (typeof inner === 'string' || typeof inner === 'number') return escaped(String(inner))
  return 'html' in inner ? inner.html : inner.map((one) => one.html).join('')
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => escapes[character] ?? '')
}

/** A table; nothing where it has no rows. */
export function table(heads: readonly string[], rows: readonly (readonly Inner[])[], name = ''): Html {
  if (rows.length === 0) return html``
  return html`<table class="${name}"><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map((cells) => html`<tr>${cells.map((inner) => html`<td>${inner}</td>`)}</tr>\n`)}</tbody></table>\n`
}

/** Names and what they stand for; those that stand for nothing are left out. */
export function facts(pairs: readonly (readonly [string, Inner])[]): Html {
  const said = pairs.filter(([, inner]) => inner !== '')
  return html`<dl>${said.map(([name, inner]) => html`<div><dt>${name}</dt><dd>${inner}</dd></div>\n`)}</dl>\n`
}
