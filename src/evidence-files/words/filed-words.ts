import { memberOf, membersOf } from '../../domain/evidence/export/evidence-export.ts'
import { personWords } from './people-words.ts'
import { around, at, capitalised, inWords, sentences, without } from './plain-words.ts'

/** What was filed beside requests. */
export function filedWords(about: unknown): string {
  switch (at(about, 'kind')) {
    case 'delegation':
      return `${personWords(memberOf(about, 'delegator'))} handed their part to ${personWords(memberOf(about, 'delegate'))}, from ${at(about, 'from')} to ${at(about, 'until')}.`
    case 'exception':
      return sentences(
        `${at(about, 'periodName')} was changed in Zuora, and no request explains it.`,
        `Before: ${periodSeenWords(memberOf(about, 'was'))}.`,
        `Now: ${periodSeenWords(memberOf(about, 'is'))}.`,
      )
    case 'policy':
      return sentences(
        `The policy ${at(about, 'hash')} came into force.`,
        around('Before it: ', at(about, 'before'), '.'),
        around('Changes: ', membersOf(memberOf(about, 'changes')).map(inWords).join('; '), '.'),
      )
    case 'restore':
      return sentences(
        memberOf(about, 'isLost') === true
          ? 'This number was given after the backup was made, and its record is lost.'
          : 'The register was restored from a backup: what was recorded after it was made, and before it was restored, is lost.',
        `The backup was made ${at(memberOf(about, 'copy'), 'madeAt')},`,
        around('its digest is ', at(memberOf(about, 'copy'), 'digest'), ','),
        `the last number in it is ${at(about, 'lastInCopy')}, and the last that is known to have been given ${at(about, 'lastKnown')}:`,
        `so said ${at(about, 'by')}.`,
      )
    case 'baseline': {
      const periods = membersOf(memberOf(about, 'periods')).map((one) => `${at(one, 'name')} ${at(one, 'status')}`)
      return `The first look at the entity: what was so before this record began, and was not witnessed: ${periods.join(', ')}.`
    }
    default:
      return capitalised(inWords(typeof about === 'object' && about !== null ? without(about, 'kind') : about))
  }
}

function periodSeenWords(seen: unknown): string {
  if (seen === null || seen === undefined) return 'no such period'
  return sentences(
    `${at(seen, 'name')} ${at(seen, 'status')},`,
    `${at(seen, 'startDate')} to ${at(seen, 'endDate')},`,
    around('trial balance started ', at(seen, 'trialBalanceStart'), ','),
    `changed by Zuora user ${at(seen, 'updatedBy')} on ${at(seen, 'updatedOn')} (Zuora’s time)`,
  )
}
