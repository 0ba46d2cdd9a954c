import { dateIn } from '../../domain/calendar/calendar-date.ts'
import { type Finding, findingsOf } from '../../domain/doctor/finding.ts'
import { checkHolidays } from '../../domain/doctor/holidays.ts'
import { checkPeople } from '../../domain/doctor/policy.ts'
import { checkUnderWay } from '../../domain/doctor/requests-under-way.ts'
import { checkClock, checkToken, slackSilent, tokenRefused } from '../../domain/doctor/token.ts'
import { lookAtPolicy } from '../policy/check-policy.ts'
import { checkZuora } from './check-zuora.ts'
import type { DoctorPorts } from './doctor-ports.ts'

/** Everything that a function can see with its own role and secrets. Changes nothing, and one check never keeps others from it. */
export async function checkEverything(ports: DoctorPorts): Promise<Finding[]> {
  const { now, ways, holidays, timeZone, entities, reports } = ports
  const parts = await Promise.all([
    alone('Slack token', checkSlack(ports)),
    ...entities.map((entity) => alone('Zuora host', checkZuora(entity, { ways, now, reports }))),
    alone('requests', checkRequests(ports)),
  ])
  return [checkHolidays(holidays, dateIn(timeZone, now()), ways), ...parts.flat()]
}

/** A check that fails itself hides none of the others. Its name only: the words of an unforeseen error may hold anything. */
async function alone(check: string, looking: Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await looking
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown'
    const fix = 'run it again; if it stays so, tell whoever maintains the bot.'
    return [findingsOf(check).fault(`what follows it could not be checked: the check itself failed (${name})`, fix)]
  }
}

async function checkSlack({ askAboutToken, people, team, appId, ways, realNow }: DoctorPorts): Promise<Finding[]> {
  const answer = await askAboutToken()
  const at = realNow()
  if (answer.kind === 'said') {
    return [
      ...checkToken(answer.said, { team, appId }, ways),
      checkClock(answer.said.date, at, 'Slack'),
      ...checkPeople(await lookAtPolicy(people), people, ways),
    ]
  }
  const because = answer.kind === 'refused' ? 'Slack refuses the token' : 'Slack did not answer'
  return [
    answer.kind === 'refused' ? tokenRefused(answer.reason, ways) : slackSilent(answer.because),
    ...['Slack scopes', 'workspace', 'Slack app', 'channels', 'people and groups', 'admin'].map((check) =>
      findingsOf(check).notCheckable(because),
    ),
  ]
}

async function checkRequests({ requests, stateOf, now, patience }: DoctorPorts): Promise<Finding[]> {
  try {
    const keys = await requests.open()
    const read = await Promise.all(keys.map(requests.read))
    const all = await Promise.all(
      read
        .filter((request) => request !== undefined)
        .map(async (request) => ({ request, execution: await stateOf(request.execution) })),
    )
    return checkUnderWay(all, now(), patience)
  } catch (error) {
    // The name only: what the SDK says of a call that was refused holds the account and the role.
    const because = error instanceof Error ? error.name : 'unknown'
    return [
      findingsOf('requests').fault(
        `cannot be read: ${because}`,
        'look at the table below; if it is there, the role of the function check must let it read it: deploy again.',
      ),
    ]
  }
}
