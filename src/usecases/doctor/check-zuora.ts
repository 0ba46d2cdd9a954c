import type { AccountingPeriod } from '../../domain/accounting-period.ts'
import { dateAfter, dateIn } from '../../domain/calendar/calendar-date.ts'
import { type Finding, findingsOf } from '../../domain/doctor/finding.ts'
import type { Ways } from '../../domain/doctor/ways.ts'
import { checkCalendar, checkReports } from '../../domain/doctor/zuora-calendar.ts'
import { checkHost } from '../../domain/doctor/zuora-host.ts'
import { checkDocuments, permissionsNotCheckable } from '../../domain/doctor/zuora-permissions.ts'
import type { DoctorPorts, EntityToCheck } from './doctor-ports.ts'

type Around = Pick<DoctorPorts, 'ways' | 'now' | 'reports'>

/** One entity's Zuora, as far as it can be seen without changing anything. */
export async function checkZuora(entity: EntityToCheck, around: Around): Promise<Finding[]> {
  const { key, baseUrl, actions } = entity
  const host = checkHost(baseUrl, key, around.ways)
  const permissions = permissionsNotCheckable(actions, key)
  try {
    const periods = await entity.periods.list()
    return [host, ...signedIn(entity), ...(await checkAnswers(entity, periods, around)), permissions]
  } catch (error) {
    const because = `${key}: Zuora’s periods could not be read`
    const others = ['Zuora version', 'accounting periods', 'reports', 'Zuora documents']
    return [
      host,
      refusal(entity, error, around.ways),
      ...others.map((check) => findingsOf(check).notCheckable(because)),
      permissions,
    ]
  }
}

function signedIn({ key, entityId, orgIds }: EntityToCheck): Finding[] {
  const sent = [
    ...(entityId === null ? [] : [`Zuora-Entity-Ids: ${entityId}`]),
    ...(orgIds.length === 0 ? [] : [`Zuora-Org-Ids: ${orgIds.join(',')}`]),
  ]
  return [
    findingsOf('Zuora credentials').ok(`${key}: Zuora accepts the client`),
    findingsOf('Zuora headers').ok(
      sent.length === 0 ? `${key}: none are needed` : `${key}: Zuora accepts ${sent.join(' and ')}`,
    ),
  ]
}

async function checkAnswers(
  entity: EntityToCheck,
  periods: readonly AccountingPeriod[],
  { now, reports }: Around,
): Promise<Finding[]> {
  const { key: name, manageFrom, timeZone } = entity
  const today = dateIn(timeZone, now())
  const [version, scans] = await Promise.all([
    checkVersion(entity),
    entity.blockers.scan({ startDate: dateAfter(today, -31), endDate: today }),
  ])
  return [
    version,
    ...checkCalendar({ periods, today, manageFrom, name }),
    checkReports({ periods, name }, reports),
    ...checkDocuments(scans, name),
  ]
}

/** Asked about a period that is not there, Zuora says so by 404 since its version 2024-05-20, before by a 200. */
async function checkVersion({ key, statusOfUnknownPeriod }: EntityToCheck): Promise<Finding> {
  const { ok, warning, notCheckable } = findingsOf('Zuora version')
  const status = await statusOfUnknownPeriod()
  if (status === null) return notCheckable(`${key}: Zuora did not answer`)
  if (status === 404) return ok(`${key}: Zuora answers in the version that is asked for: errors have HTTP codes`)
  return warning(
    `${key}: Zuora answers HTTP ${status} where its version 2025-08-12 has 404; the bot reads both`,
    'ask Zuora Support why the header Zuora-Version has no effect for this tenant.',
  )
}

function refusal(entity: EntityToCheck, error: unknown, ways: Ways): Finding {
  const { key, path, secretName, baseUrl, entityId, orgIds } = entity
  const { name, message } = error instanceof Error ? error : { name: 'unknown', message: '' }
  switch (name) {
    case 'ZuoraSignInRefused':
      return findingsOf('Zuora credentials').fault(
        `${key}: ${message}`,
        `in Zuora, open the integration user and create a new OAuth client; then ${ways.secret(`${secretName} and its client id`)} A client of the sandbox does not open production.`,
      )
    case 'ZuoraRefused':
      return findingsOf('Zuora headers').fault(
        `${key}: Zuora refuses to show the periods: ${message}`,
        entityId === null && orgIds.length === 0
          ? `give the integration user Finance Access (docs/zuora.md); if it reaches several entities, ${ways.config(`set ${path}.entityId`)}`
          : `${ways.config(`correct ${path}.entityId or ${path}.orgIds`)} Or let the client reach them in Zuora.`,
      )
    case 'ZuoraBusy':
    case 'ZuoraUnavailable':
      return findingsOf('Zuora host').fault(
        `${key}: ${message}`,
        `look at https://trust.zuora.com. If Zuora is well, is ${baseUrl} its address? ${ways.setting('ZUORA_BASE_URL', 'zuora-base-url')}`,
      )
    case 'ZuoraUnexpected':
      return findingsOf('Zuora host').fault(
        `${key}: ${message}`,
        `is ${baseUrl} the REST address of Zuora (docs/zuora.md)? If it is, Zuora has changed its API: tell whoever maintains the bot.`,
      )
    default:
      throw error
  }
}
