import type { EvidenceExport } from '../../domain/evidence/export/evidence-export.ts'
import { type Html, html, table } from './html.ts'

/** What this page cannot prove of itself, and how to prove it. */
export function verification({ digest, records }: EvidenceExport): Html {
  const heads = records.flatMap(({ reference, head }) =>
    head === null ? [] : [[reference, html`<span class="hash">${head}</span>`]],
  )
  return html`<h2>Verification</h2>
<p>This page is for reading. What it says is proved by the export in JSON that was made with it, whose digest is</p>
<p class="hash">${digest}</p>
<p>Whoever has that file checks it without network and settings. It finds what was altered, removed, inserted or put in another
order; with a head from Slack also whether the end of that record was cut off or written anew:</p>
<pre>npm run verify -- export.json --head HEAD --digest DIGEST</pre>
<p>Take each head from the outcome message in Slack, not from this page: there it was printed when the record was sealed. The
format is specified in docs/evidence.md, well enough to write another verifier.</p>
${table(['Record', 'Head'], heads, 'heads')}
`
}

/** The full text of every policy that the records name. */
export function policiesInForce({ policies }: EvidenceExport): Html {
  if (policies.length === 0) return html``
  return html`<section class="record"><h2>Policies in force</h2>
<p>Each entry of a record names the policy that was in force by the SHA-256 of its text, which stands here as it was hashed.</p>
${policies.map(({ hash, text }) => html`<p class="hash">${hash}</p><pre class="small">${text}</pre>\n`)}</section>
`
}
