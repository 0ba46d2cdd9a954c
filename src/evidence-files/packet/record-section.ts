import { type ExportedEntry, type ExportedRecord, memberOf } from '../../domain/evidence/export/evidence-export.ts'
import { slackTime } from '../csv.ts'
import { kindWords, reasonGiven, whatHappened } from '../words/entry-words.ts'
import { personWords, whyAllowed } from '../words/people-words.ts'
import { around, at, sentences } from '../words/plain-words.ts'
import { snapshotWords } from '../words/snapshot-words.ts'
import { resultWords, subjectWords } from '../words/subject-words.ts'
import { basisOf } from './basis.ts'
import { facts, type Html, html, table } from './html.ts'
import { whatBecame } from './what-became.ts'

/** `2026-11-02 15:00:00` of an ISO moment. */
export function momentText(moment: string): string {
  return moment.slice(0, 19).replace('T', ' ')
}

/** One request with its approvals and everything that happened to it. */
export function recordSection(record: ExportedRecord): Html {
  const { reference, entries, later, head } = record
  const [first] = entries
  return html`<section class="record"><h2>${reference}: ${subjectWords(record)}</h2>
${facts([
  ['Asked by', personWords(first?.entry.by)],
  ['Asked at', around('', momentText(first?.entry.at ?? ''), ' UTC')],
  ['Note', first ? reasonGiven(first.entry) : ''],
  ['Result', resultWords(record)],
  ...basisOf(record),
  ['Head of the record', head === null ? 'not sealed' : html`<span class="hash">${head}</span>`],
])}
${approvals(record)}
<h3>Timeline</h3>
${timeline([...entries, ...later])}</section>
`
}

export function timeline(entries: readonly ExportedEntry[]): Html {
  const rows = entries.map(({ sequence, entry }) => [
    sequence,
    momentText(entry.at),
    whoCell(entry.by),
    html`<strong>${kindWords(entry.kind)}.</strong> ${whatHappened(entry)} ${around('“', reasonGiven(entry), '”')}
<span class="muted">${isDecision(entry) ? '' : whyAllowed(entry)}</span>`,
  ])
  return table(['', 'Time (UTC)', 'Who', 'What'], rows, 'timeline')
}

/** The e-mail stands with what the person decided, and in the table. */
export function whoCell(by: ExportedEntry['entry']['by']): Html {
  return by === null
    ? html`<span class="muted">the program</span>`
    : html`${by.name} <span class="muted">${by.id}</span>`
}

function isDecision({ kind }: ExportedEntry['entry']): boolean {
  return kind === 'approved' || kind === 'rejected' || kind === 'withdrawn'
}

/** Who decided, why they were allowed to, and what became of it. */
function approvals(record: ExportedRecord): Html {
  const decisions = record.entries.filter(({ entry }) => isDecision(entry))
  if (decisions.length === 0) return html``
  return html`<h3>Approvals</h3>
${decisions.map((one) => decision(one, whatBecame(one, record)))}`
}

function decision({ sequence, entry }: ExportedEntry, became: string): Html {
  const { at: moment, slackTs, by, details } = entry
  const saw = snapshotWords(memberOf(details, 'saw'))
  return html`<div class="approval"><p><strong>${kindWords(entry.kind)}</strong> by ${personWords(by)}${around(': ', became)}</p>
${facts([
  ['When', sentences(`${momentText(moment)} UTC`, around('(Slack: ', slackTs ? slackTime(slackTs) : '', ')'))],
  ['Round and stage', sentences(at(details, 'round'), around('/ ', at(details, 'authority', 'stage')))],
  ['Why allowed', whyAllowed(entry)],
  ['Delegated by', personWords(memberOf(memberOf(memberOf(details, 'authority'), 'delegation'), 'from'))],
  ['Words confirmed', at(details, 'attestation')],
  ['What they saw', saw],
  ['Reason', reasonGiven(entry)],
  ['Entry', sequence],
])}</div>
`
}
