import type { EvidenceExport, ExportedRecord } from '../../domain/evidence/export/evidence-export.ts'
import { personWords } from '../words/people-words.ts'
import { around, capitalised, sentences } from '../words/plain-words.ts'
import { aboutWords, openExceptionsWords, resultWords, scopeWords, subjectWords } from '../words/subject-words.ts'
import { facts, type Html, html, table } from './html.ts'
import { momentText, recordSection, timeline, whoCell } from './record-section.ts'
import { style } from './style.ts'
import { policiesInForce, verification } from './verification.ts'

/** The evidence as one page to print: without scripts, and without anything from elsewhere. */
export function packetOf(evidence: EvidenceExport): string {
  const { header, records } = evidence
  const title = `Evidence: ${scopeWords(header)}, ${header.entity.name}`
  const requests = records.filter(({ subject }) => subject.kind === 'request')
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width"><title>${title}</title>
<style>${{ html: style }}</style></head>
<body><header><h1>${title}</h1>
<p class="lead">${sentences(resultLine(requests), openExceptionsWords(records))}</p>
${about(evidence)}</header>
<main><h2>Requests</h2>
${summary(requests)}
${filings('Exceptions: changes in Zuora that no request explains', 'No exception was recorded.', ofKind(records, 'exception'))}
${filings('Delegations that decisions rested on', 'No decision rested on a delegation.', ofKind(records, 'delegation'))}
${filings('Other filings', '', otherFilings(records))}
${verification(evidence)}
${requests.map(recordSection)}
${policiesInForce(evidence)}</main></body></html>
`
  return page.html
}

function about({ header, register, records }: EvidenceExport): Html {
  const { entity, scope, made, retention } = header
  const periods = scope.periods.map(({ id, name }) => sentences(name, `(${id ?? 'never created'})`)).join(', ')
  return facts([
    ['Entity', `${entity.name} (${entity.key})`],
    ['Accounting periods', periods],
    ['Made', sentences(`${momentText(made.at)} UTC`, `by ${personWords(made.by)}`)],
    ['Program', made.program],
    ['Register', `${register.length} numbers; ${records.length} of them in full here`],
    [
      'Keep until',
      retention.until ?? `${retention.years} years after the end of the fiscal year, which is not known here`,
    ],
  ])
}

/** The last request that is a close says how it stands, and what was last asked for after it. */
function resultLine(requests: readonly ExportedRecord[]): string {
  const closes = requests.filter(({ subject }) => subject.kind === 'request' && subject.action === 'close')
  const last = closes.at(-1) ?? requests.at(-1)
  if (!last) return 'No request was recorded.'
  const after = last === requests.at(-1) ? undefined : requests.at(-1)
  const said = (one: ExportedRecord) => `${subjectWords(one)} (${one.reference}): ${resultWords(one)}.`
  const count = requests.length === 1 ? 'one request' : `${requests.length} requests`
  return sentences(said(last), after ? around('Then: ', said(after)) : '', `${capitalised(count)} in all.`)
}

function summary(requests: readonly ExportedRecord[]): Html {
  if (requests.length === 0) return html`<p>No request was recorded.</p>`
  const rows = requests.map((record) => {
    const [first] = record.entries
    return [
      record.reference,
      subjectWords(record),
      whoCell(first?.entry.by ?? null),
      momentText(first?.entry.at ?? ''),
      resultWords(record),
    ]
  })
  return table(['Record', 'About', 'Asked by', 'Asked at (UTC)', 'Result'], rows, 'summary')
}

function ofKind(records: readonly ExportedRecord[], about: string): ExportedRecord[] {
  return records.filter(({ subject }) => subject.kind === 'filing' && subject.about === about)
}

function otherFilings(records: readonly ExportedRecord[]): ExportedRecord[] {
  return records.filter(
    ({ subject }) => subject.kind === 'filing' && subject.about !== 'exception' && subject.about !== 'delegation',
  )
}

/** `none`: what is said where there are none; empty: then there is no such section. */
function filings(title: string, none: string, found: readonly ExportedRecord[]): Html {
  if (found.length === 0) return none === '' ? html`` : html`<h2>${title}</h2><p>${none}</p>\n`
  const sections = found.map(
    (record) => html`<h3>${record.reference}: ${aboutWords(record)}</h3>\n${timeline(record.entries)}`,
  )
  return html`<h2>${title}</h2>${sections}`
}
