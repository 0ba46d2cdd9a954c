import type { ReportFacts } from '../../domain/documents/report-facts.ts'
import type { DatedPeriod } from '../../domain/period-reference.ts'
import type { MessageRef } from '../../domain/request.ts'
import type { AnsweredMessages } from '../ports/record/answered-messages.ts'
import type { Entity } from '../ports/rules.ts'
import type { Attached, Attachments } from '../ports/zuora/reports.ts'
import { findPeriodToShow, type PeriodNotShown, type Reading, type ReadingPorts } from '../reading/find-calendar.ts'

/** `attachments` is null unless the configuration lets financial data into messages. */
export type ShowReportsPorts = ReadingPorts & {
  attachments: Attachments | null
  answered: Pick<AnsweredMessages, 'claimOnce'>
}

export type ReportsAnswer =
  | {
      kind: 'listed'
      entity: Entity
      period: DatedPeriod
      reports: readonly ReportFacts[]
      /** Null where reports are not attached to messages; `begun`: by the same message, which was delivered before. */
      attached: { link: string | null; files: readonly Attached[] } | 'begun' | null
    }
  | PeriodNotShown

/** What the last trial balance of a period left as files: for those whom the policy names, and in the thread only if so configured. */
export async function showReports(
  asked: Reading & { reference: string; messageId: string },
  ports: ShowReportsPorts,
): Promise<ReportsAnswer> {
  const found = await findPeriodToShow(asked, ports)
  if (found.kind !== 'found') return found
  const { entity, period, person } = found
  const reports = period.reports.length === 0 ? [] : await entity.reports.measure(period.reports)
  const about = { entity, period, personId: person.id, messageId: asked.messageId }
  const attached = await attach(reports, about, ports)
  return { kind: 'listed', entity, period, reports, attached }
}

type About = { entity: Entity; period: DatedPeriod; personId: string; messageId: string }

async function attach(
  reports: readonly ReportFacts[],
  about: About,
  { attachments, announcer, answered, requests }: ShowReportsPorts,
): Promise<Extract<ReportsAnswer, { kind: 'listed' }>['attached']> {
  const measured = reports.filter((facts) => facts.kind === 'measured')
  if (!attachments || measured.length === 0) return null
  const { entity, period, personId, messageId } = about
  // Files cannot be taken back: a message that is delivered twice attaches them once.
  if (!(await answered.claimOnce(messageId))) return 'begun'
  const occasion = { entity: entity.key, period: period.name, personId }
  const thread = (await lastThread(about, { requests })) ?? (await attachments.begin(entity.channel, occasion))
  if (!thread) {
    const because = `Slack takes no message in the entity’s channel`
    return { link: null, files: measured.map(({ report }) => ({ report, because })) }
  }
  const toAttach = measured.map((facts) => ({ facts, open: () => entity.reports.open(facts.fileId) }))
  const files = await attachments.attach(thread, toAttach, occasion)
  return { link: await announcer.linkTo(thread), files }
}

/** Of what was asked for here last: never a direct message, which is where Slack was told when the channel was gone. */
async function lastThread(
  { entity, period }: About,
  { requests }: Pick<ShowReportsPorts, 'requests'>,
): Promise<MessageRef | undefined> {
  const ofPeriod = await requests.ofPeriod(entity.key, period.id)
  const threads = ofPeriod.map(({ outcomeMessage, statusMessage, channel }) =>
    [outcomeMessage, statusMessage].find((message) => message?.channel === channel),
  )
  return threads.find((thread) => thread !== undefined && thread !== null) ?? undefined
}
