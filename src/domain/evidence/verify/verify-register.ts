import type { RegisterLine } from '../export/evidence-export.ts'
import { beginning, canonicalJson, type Hash } from '../log.ts'

/** What is wrong with the row of numbers: gaps, order, and whether each first entry goes on from the one before. */
export function registerFindings(register: readonly RegisterLine[], hash: Hash): string[] {
  return register.flatMap((line, index) => [
    ...numberFindings(line, register[index - 1]?.number ?? 0),
    ...lineFindings(line, register[index - 1]?.hash ?? beginning, hash),
  ])
}

function numberFindings({ number, reference }: RegisterLine, before: number): string[] {
  if (number === before + 1) return []
  if (number === before + 2) return [`The register has no number ${before + 1}: it was removed, or ${reference} moved.`]
  if (number > before) return [`The register has no numbers ${before + 1} to ${number - 1}: they were removed.`]
  return [`In the register ${reference} stands after number ${before}: it is out of order, or stands there twice.`]
}

function lineFindings({ number, reference, hash: stated, entry }: RegisterLine, before: string, hash: Hash): string[] {
  const { request, previousRequest } = entry.details
  const isNamed = request === reference && /^[A-Z][A-Z0-9]*-\d{4,}$/.test(reference)
  const first = `The first entry of ${reference}`
  return [
    ...(isNamed && Number(reference.split('-')[1]) === number
      ? []
      : [`Number ${number} of the register is called ${reference}, but its first entry is of ${String(request)}.`]),
    ...(entry.kind === 'asked' || entry.kind === 'filed'
      ? []
      : [`${first} is “${entry.kind}”: no record begins with that.`]),
    ...(previousRequest === before ? [] : [`${first} does not go on from the first entry of the number before it.`]),
    ...(stated === hash(`${before}\n${canonicalJson(entry)}`)
      ? []
      : [
          `${first} in the register does not have the hash that is given for it: it was altered, or what is before it.`,
        ]),
  ]
}
