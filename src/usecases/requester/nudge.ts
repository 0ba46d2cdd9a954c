import type { ClickRefused } from '../../domain/approvals/approval.ts'
import type { LogEntry } from '../../domain/evidence/log.ts'
import type { Request, RequestKey } from '../../domain/request.ts'
import { nudgedBefore, whyNotNudge } from '../../domain/requester/nudge.ts'
import type { DecidePorts } from '../decide.ts'
import { toRemind } from '../people/asked-now.ts'
import { seeWhetherRequesterLeft } from './note-requester-left.ts'

export type NudgeAsked = {
  key: RequestKey
  round: number
  personId: string
  messageId: string
  slackTs: string | null
}

export type NudgeAnswer =
  /** `missed`: Slack did not take the message for them. */
  | { kind: 'nudged'; request: Request; reached: readonly string[]; missed: readonly string[] }
  /** It is written down; the process may have died before everybody was reminded, and nobody is reminded twice. */
  | { kind: 'nudged-before'; request: Request }
  | { kind: 'nobody-left'; request: Request }
  | { kind: 'refused'; because: ClickRefused; request: Request | undefined }

/** Who asked reminds those who have not decided. Written first, so that people are reminded at most once in the time. */
export async function nudge(asked: NudgeAsked, ports: DecidePorts): Promise<NudgeAnswer> {
  const { requests, announcer } = ports
  const request = await requests.read(asked.key)
  if (!request) return { kind: 'refused', because: 'no-such-request', request }
  if (isNudgedBy(asked, request)) return { kind: 'nudged-before', request }
  const at = ports.now().toISOString()
  const click = { person: request.requester, round: asked.round, at }
  const because = asked.personId === request.requester.id ? whyNotNudge(request, click) : 'not-requester'
  if (because) return refuse(request, asked, because, ports)
  const people = await toRemind(request, ports)
  if (people.length === 0) return { kind: 'nobody-left', request }
  const entry = nudgedEntry(asked, { request, at, people })
  const written = await requests.nudge({ key: asked.key, ...click, notSince: nudgedBefore(at), entry })
  if (!written) return afterLosing(asked, click, ports)
  const reached = await announcer.nudge(written, people)
  return { kind: 'nudged', request: written, reached, missed: people.filter((id) => !reached.includes(id)) }
}

function nudgedEntry(
  { round, messageId, slackTs }: NudgeAsked,
  { request, at, people }: { request: Request; at: string; people: readonly string[] },
): LogEntry {
  const details = { round, people, messageId }
  return { at, kind: 'nudged', by: request.requester, ...(slackTs === null ? {} : { slackTs }), details }
}

function isNudgedBy({ messageId }: NudgeAsked, { log }: Request): boolean {
  return log.some(({ kind, details }) => kind === 'nudged' && details.messageId === messageId)
}

/** Something was written since the request was read; our own write may be it, its answer lost. */
async function afterLosing(
  asked: NudgeAsked,
  click: Parameters<typeof whyNotNudge>[1],
  ports: DecidePorts,
): Promise<NudgeAnswer> {
  const now = await ports.requests.read(asked.key)
  if (!now) return { kind: 'refused', because: 'no-such-request', request: now }
  if (isNudgedBy(asked, now)) return { kind: 'nudged-before', request: now }
  return refuse(now, asked, whyNotNudge(now, click) ?? 'not-awaiting', ports)
}

async function refuse(
  request: Request,
  { personId }: NudgeAsked,
  because: ClickRefused,
  ports: DecidePorts,
): Promise<NudgeAnswer> {
  await ports.requests.countRefusedClick(request, personId, because)
  const shown = because === 'not-requester' ? await seeWhetherRequesterLeft(request, personId, ports) : request
  return { kind: 'refused', because, request: shown }
}
