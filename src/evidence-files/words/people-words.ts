import { memberOf, membersOf } from '../../domain/evidence/export/evidence-export.ts'
import type { LogEntry } from '../../domain/evidence/log.ts'
import { around, at, sentences } from './plain-words.ts'

/** `Bob Example (U0BOB, bob@example.com)` */
export function personWords(person: unknown): string {
  const known = [at(person, 'id'), at(person, 'email')].filter((text) => text !== '').join(', ')
  return sentences(at(person, 'name'), around('(', known, ')'))
}

/** Why somebody was allowed to do something: the rule that named them, with the members that its group had then. */
export function whyAllowed({ by, details }: LogEntry): string {
  const { authority } = details
  const rule = at(authority, 'rule')
  if (rule === '') return ''
  const members = membersOf(memberOf(authority, 'members')).map(String)
  const delegation = memberOf(authority, 'delegation')
  const acting = at(delegation, 'from', 'name') === '' ? at(by, 'name') : personWords(memberOf(delegation, 'from'))
  return sentences(
    rule.startsWith('S') ? `Member of the group ${rule}` : `Named by the policy: ${rule}`,
    around('(its members then: ', members.join(', '), ')'),
    around('in stage ', at(authority, 'stage') === '0' ? '' : at(authority, 'stage')),
    memberOf(authority, 'escalated') === true ? 'after escalation' : '',
    around('for ', delegation === undefined ? '' : acting),
    around('by the delegation number ', at(delegation, 'record')),
  )
}
