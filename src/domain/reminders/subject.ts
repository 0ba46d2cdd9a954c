const kinds = ['period', 'trial-balance', 'request', 'exception', 'calendar', 'approvers'] as const

export type SubjectKind = (typeof kinds)[number]

/** `id`: of the period, also for its trial balance; the number of a request or an exception; an action. */
export type Subject = { entity: string; kind: SubjectKind; id: string | null }

/** What a snooze is for, the same from day to day: `us/period/8ad0…`, `us/request/147`, `us/calendar`, `us/approvers/close`. */
export function subjectText({ entity, kind, id }: Subject): string {
  return [entity, kind, ...(id === null ? [] : [id])].join('/')
}

/** Undefined for what is no subject: it comes back from Slack, in the value of a button. */
export function readSubject(text: string): Subject | undefined {
  const {
    entity = '',
    kind: found,
    id = null,
  } = /^(?<entity>[a-z][a-z0-9]*)\/(?<kind>[a-z-]+)(?:\/(?<id>[\w-]{1,150}))?$/.exec(text)?.groups ?? {}
  const kind = kinds.find((one) => one === found)
  return kind && (id === null) === (kind === 'calendar') ? { entity, kind, id } : undefined
}
