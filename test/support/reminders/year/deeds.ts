import type { AccountingPeriod, TrialBalance } from '../../../../src/domain/accounting-period.ts'
import { placeOf } from '../../../../src/domain/approvals/stages.ts'
import { momentAfter } from '../../../../src/domain/calendar/business-days.ts'
import { secondsAfter } from '../../../../src/domain/calendar/calendar-date.ts'
import { wallTimeAt } from '../../../../src/domain/calendar/wall-clock.ts'
import { periodSeen } from '../../../../src/domain/evidence/filed.ts'
import type { Person } from '../../../../src/domain/person.ts'
import { isException } from '../../../../src/domain/reconcile/exceptions.ts'
import { type Request, referenceOf } from '../../../../src/domain/request.ts'
import { takeSnapshot } from '../../../../src/domain/snapshot.ts'
import { noneFound, sampleDecision, sampleDraft } from '../../sample-request.ts'
import type { YearWorld } from './year-world.ts'

const usualRunSeconds = 840

/** What a team and its Zuora do, as far as reminders can tell. Each says in a few words what it was. */
export function deedsOf(world: YearWorld) {
  const { clock, requests, filings, calendars, entityOf, policyFor } = world

  const periodOf = (entity: string, name: string): AccountingPeriod & { endDate: string } => {
    const found = calendars.get(entity)?.find((period) => period.name === name)
    if (!found?.endDate) throw new Error(`There is no ${name} in ${entity}`)
    return { ...found, endDate: found.endDate }
  }
  const change = (entity: string, name: string, changes: Partial<AccountingPeriod>) => {
    const calendar = calendars.get(entity) ?? []
    calendars.set(
      entity,
      calendar.map((period) => (period.name === name ? { ...period, ...changes } : period)),
    )
  }
  const statusTo = (entity: string, name: string, status: 'Open' | 'PendingClose' | 'Closed') =>
    change(entity, name, { status, statusText: status })
  /** Zuora writes times without a zone. */
  const zuoraTime = (secondsAgo = 0) =>
    wallTimeAt('America/New_York', secondsAfter(clock.iso(), -secondsAgo)).slice(0, 19).replace('T', ' ')
  const ran = (): TrialBalance => ({
    status: 'completed',
    statusText: 'Completed',
    start: zuoraTime(usualRunSeconds),
    end: zuoraTime(),
    errorMessage: null,
  })
  const openRequest = (entity: string, name: string): Request => {
    const found = requests.all().find((one) => one.entity === entity && one.period.name === name && !one.told)
    if (!found) throw new Error(`Nothing is asked for ${name} in ${entity}`)
    return found
  }
  const write = async (request: Request, changes: Parameters<typeof requests.write>[1]) => {
    if (!(await requests.write(requests.peek(request), changes, []))) throw new Error('written at once')
  }
  const ask = async (entity: string, name: string, by: Person, changes: Partial<Request>) => {
    const { id, startDate, endDate } = periodOf(entity, name)
    const request = await requests.create({
      ...sampleDraft(),
      entity,
      period: { id, name, startDate, endDate },
      requester: by,
      askedAt: clock.iso(),
      channel: entityOf(entity).channel,
      messageId: `${entity} ${name} ${clock.iso()}`,
      ...changes,
    })
    return { request, reference: referenceOf(request) }
  }
  const awaiting = (entity: string, name: string): Partial<Request> => ({
    status: 'awaiting',
    round: 1,
    approvalsNeeded: 2,
    snapshot: takeSnapshot(periodOf(entity, name), noneFound),
    roundStartedAt: clock.iso(),
    expiresAt: momentAfter(clock.iso(), policyFor(entity).policy.expireAfter, entityOf(entity)),
  })

  return {
    periodOf,
    change,
    statusTo,
    zuoraTime,
    ran,
    async askToClose(entity: string, name: string, by: Person) {
      change(entity, name, { status: 'PendingClose', statusText: 'PendingClose', trialBalance: ran() })
      const { reference } = await ask(entity, name, by, awaiting(entity, name))
      return `${by.name} asks to close ${name} (${reference}); its trial balance has run and the card is posted`
    },
    async plan(entity: string, name: string, { by, notBefore }: { by: Person; notBefore: string }) {
      const { reference } = await ask(entity, name, by, { status: 'planned', notBefore })
      return `${by.name} plans the close of ${name} (${reference})`
    },
    async beginPlanned(entity: string, name: string) {
      change(entity, name, { status: 'PendingClose', statusText: 'PendingClose', trialBalance: ran() })
      const request = openRequest(entity, name)
      await write(request, awaiting(entity, name))
      return `${referenceOf(request)} begins as planned: ${name} is set to pending close, and the card is posted`
    },
    async approve(entity: string, name: string, by: Person) {
      const request = openRequest(entity, name)
      const written = { key: request, round: 1, person: by, at: clock.iso(), place: placeOf(request, 1) }
      const now = await requests.addDecision(written, sampleDecision(by, { at: clock.iso() }))
      if (!now) throw new Error(`${by.name} cannot approve ${name} in ${entity}`)
      if (now.approvals < now.approvalsNeeded) return `${by.name} approves ${referenceOf(request)}`
      change(entity, name, { status: 'Closed', statusText: 'Closed', trialBalance: ran() })
      await write(now, { status: 'finished', outcome: { kind: 'succeeded' }, told: true })
      return `${by.name} approves ${referenceOf(request)}, and ${name} is closed`
    },
    /** The request runs its trial balance, and Zuora takes its time. */
    async beginSlowly(entity: string, name: string, by: Person) {
      const start = zuoraTime()
      const asked = { at: clock.iso(), times: 1, mayHaveBeenHeard: false, trialBalanceStartBefore: null, answer: null }
      const trialBalance = {
        status: 'running',
        statusText: 'Processing',
        start,
        end: null,
        errorMessage: null,
      } as const
      change(entity, name, { status: 'PendingClose', statusText: 'PendingClose', trialBalance })
      const asks = { 'pending-close': { ...asked, trialBalanceStart: start } }
      const { reference } = await ask(entity, name, by, { status: 'working', asks })
      return `${by.name} asks to close ${name} (${reference}), and its trial balance begins`
    },
    async endSlowly(entity: string, name: string) {
      const { trialBalance } = periodOf(entity, name)
      change(entity, name, {
        trialBalance: { ...trialBalance, status: 'completed', statusText: 'Completed', end: zuoraTime() },
      })
      await write(openRequest(entity, name), awaiting(entity, name))
      return `the trial balance of ${name} is done, and the card is posted`
    },
    async reopenOutside(entity: string, name: string) {
      const was = periodSeen(periodOf(entity, name))
      statusTo(entity, name, 'Open')
      const is = periodSeen(periodOf(entity, name))
      const none = { explanation: null, acknowledged: null, message: null }
      const filed = await filings.file({
        entity,
        messageId: `exception ${clock.iso()}`,
        periodId: is.id,
        about: { kind: 'exception', periodName: name, was, is, ...none },
        status: 'open',
        at: clock.iso(),
        by: null,
      })
      return `somebody sets ${name} to Open in Zuora; the bot files ${referenceOf(filed)} and posts it`
    },
    async explain(entity: string, by: Person, why: string) {
      const explanation = { who: by.name, why, ticket: '', by, at: clock.iso() }
      return `${by.name} explains ${await onException(entity, { explanation })}`
    },
    async acknowledge(entity: string, by: Person) {
      return `${by.name} acknowledges ${await onException(entity, { acknowledged: { by, at: clock.iso() } })}`
    },
  }

  async function onException(entity: string, changes: object): Promise<string> {
    const [filed] = (await filings.openFilings(entity, 'exception')).filter(isException)
    if (!filed) throw new Error(`There is no exception in ${entity}`)
    const status = 'acknowledged' in changes ? 'closed' : 'open'
    await filings.appendFiled(filed, { about: { ...filed.about, ...changes }, status }, [])
    return referenceOf(filed)
  }
}

export type Deeds = ReturnType<typeof deedsOf>
