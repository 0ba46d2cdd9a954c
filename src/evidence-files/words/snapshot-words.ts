import { memberOf, membersOf } from '../../domain/evidence/export/evidence-export.ts'
import { around, at, inWords, sentences, words } from './plain-words.ts'

/** What a card showed: the period, its trial balance and what was counted. Times of Zuora are Zuora's text, without a zone. */
export function snapshotWords(snapshot: unknown): string {
  if (snapshot === null || snapshot === undefined) return ''
  return sentences(
    around('status ', at(snapshot, 'status'), ';'),
    around('', [at(snapshot, 'startDate'), at(snapshot, 'endDate')].filter((date) => date !== '').join(' to '), ';'),
    around('trial balance ', trialBalanceWords(memberOf(snapshot, 'trialBalance')), ';'),
    around('to be cleared: ', scansWords(memberOf(snapshot, 'scans')), ';'),
    around('fields: ', inWords(memberOf(snapshot, 'fields')), ';'),
    around('documents: ', documentsWords(memberOf(snapshot, 'documents')), ';'),
  ).replace(/;$/, '.')
}

export function trialBalanceWords(trialBalance: unknown): string {
  if (trialBalance === null || trialBalance === undefined) return ''
  const status = at(trialBalance, 'statusText') || at(trialBalance, 'status') || 'none'
  const times = [around('from ', at(trialBalance, 'start')), around('to ', at(trialBalance, 'end'))]
  return sentences(status, ...times, at(trialBalance, 'start') === '' ? '' : '(Zuora’s time, no zone)')
}

/** `nothing`, or what was counted, with what could not be. */
export function scansWords(scans: unknown): string {
  const found = scanLines(scans)
  return membersOf(scans).length > 0 && found.length === 0 ? 'nothing' : found.join(', ')
}

/** Every kind that was looked for, found or not. */
export function scanKinds(scans: unknown): string {
  return membersOf(scans)
    .map((scan) => `${words(at(scan, 'item'))}${at(scan, 'kind') === 'counted' ? '' : ' (could not be checked)'}`)
    .join(', ')
}

/** Each kind of document of which there is any, or of which that is not known. */
export function scanLines(scans: unknown): string[] {
  return membersOf(scans)
    .filter((scan) => at(scan, 'kind') !== 'counted' || at(scan, 'count') !== '0')
    .map(scanWords)
}

function scanWords(scan: unknown): string {
  const item = words(at(scan, 'item'))
  if (at(scan, 'kind') !== 'counted') return `${item} not checked${around(' (', at(scan, 'because'), ')')}`
  return `${item} ${memberOf(scan, 'more') === true ? 'at least ' : ''}${at(scan, 'count')}`
}

function documentsWords(documents: unknown): string {
  if (documents === null || documents === undefined) return ''
  if (at(documents, 'kind') !== 'looked') return `not compared (${words(at(documents, 'because'))})`
  const all = membersOf(memberOf(documents, 'changed'))
  const changed = all.filter((one) => at(one, 'kind') !== 'counted' || at(one, 'count') !== '0')
  if (all.length > 0 && changed.length === 0) return 'none changed since the trial balance'
  const texts = changed.map((one) =>
    at(one, 'kind') === 'counted'
      ? `${words(at(one, 'documents'))} ${memberOf(one, 'more') === true ? 'at least ' : ''}${at(one, 'count')} changed`
      : `${words(at(one, 'documents'))} not checked`,
  )
  return texts.join(', ')
}
