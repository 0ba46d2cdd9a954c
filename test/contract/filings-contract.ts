import { expect, test } from 'vitest'
import type { FilingDraft } from '../../src/domain/evidence/filed.ts'
import { beginning, chainOf, type LogEntry } from '../../src/domain/evidence/log.ts'
import type { Filings } from '../../src/usecases/ports/record/filings.ts'
import { alice, bob, carol } from '../support/sample-request.ts'
import { type EveryRequest, hash, newDraft } from './requests-contract.ts'

/** A register of requests and filings that no other test uses. */
export type MakeRegister = () => { requests: EveryRequest; filings: Filings; entity: string }

const at = '2026-11-02T15:00:00.000Z'
const until = '2026-11-10'
const announced: LogEntry = { at, kind: 'announced', by: null, details: {} }

let messages = 0
function newFiling(changes: Partial<FilingDraft>): FilingDraft {
  return {
    entity: 'us',
    messageId: `filing-${++messages}`,
    periodId: null,
    about: { kind: 'delegation', delegator: bob, delegate: carol, from: '2026-11-03', until },
    status: 'open',
    at,
    by: bob,
    ...changes,
  }
}

const baseline = { about: { kind: 'baseline', periods: [] }, status: 'closed' } as const

/** What stands in the register beside requests, wherever it is kept. */
export function filingsContract(make: MakeRegister): void {
  numbersContract(make)
  appendsContract(make)
  listsContract(make)
}

function numbersContract(make: MakeRegister): void {
  test('requests and filings stand in one row, each continuing from the first entry of the one before', async () => {
    const { requests, filings, entity } = make()
    const first = await requests.create(newDraft({ entity }))
    const filed = await filings.file(newFiling({ entity, slackTs: '1762009200.000100' }))
    const third = await requests.create(newDraft({ entity }))
    expect([first.number, filed.number, third.number]).toEqual([1, 2, 3])
    const { about, periodId, status } = filed
    expect(filed.log).toEqual([
      {
        at,
        kind: 'filed',
        by: bob,
        slackTs: '1762009200.000100',
        details: {
          about,
          periodId,
          status,
          request: `${entity.toUpperCase()}-0002`,
          previousRequest: first.chain[0],
        },
      },
    ])
    expect(filed.chain).toEqual(chainOf(filed.log, [], String(first.chain[0]), hash))
    expect(third.log[0]?.details.previousRequest).toBe(filed.chain[0])
    expect(await filings.readFiled({ entity, number: 2 })).toEqual(filed)
  })

  test('the first thing in a register may be a filing', async () => {
    const { filings, entity } = make()
    const filed = await filings.file(newFiling({ entity, ...baseline }))
    expect(filed).toMatchObject({ number: 1, revision: 0, log: [{ details: { previousRequest: beginning } }] })
  })

  test('a request is not read as a filing, nor a filing as a request', async () => {
    const { requests, filings, entity } = make()
    const request = await requests.create(newDraft({ entity }))
    const filed = await filings.file(newFiling({ entity, periodId: request.period.id }))
    expect(await filings.readFiled(request)).toBeUndefined()
    expect(await requests.read(filed)).toBeUndefined()
    expect(await requests.ofPeriod(entity, request.period.id)).toEqual([request])
    expect(await filings.filingsOfPeriod(entity, request.period.id ?? '')).toEqual([filed])
    expect((await requests.open()).filter((key) => key.entity === entity)).toEqual([{ entity, number: 1 }])
  })

  test('numbers have no gaps when requests and filings are made at once', async () => {
    const { requests, filings, entity } = make()
    const made = await Promise.all(
      Array.from({ length: 5 }, () => [
        requests.create(newDraft({ entity })),
        filings.file(newFiling({ entity })),
      ]).flat(),
    )
    const numbers = made.map(({ number }) => number).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 10 }, (_, index) => index + 1))
  })

  test('the same message files once, at once and also long after', async () => {
    const { requests, filings, entity } = make()
    const draft = newFiling({ entity })
    const [one, two, three] = await Promise.all([filings.file(draft), filings.file(draft), filings.file(draft)])
    expect([two, three]).toEqual([one, one])
    for (let count = 0; count < 3; count++) await requests.create(newDraft({ entity }))
    expect(await filings.file(draft)).toEqual(one)
    expect(await filings.file(newFiling({ entity }))).toHaveProperty('number', 5)
    expect(await filings.file({ ...draft, entity: `${entity}b` })).toHaveProperty('number', 1)
  })

  test('a message that asked for a request may file as well', async () => {
    const { requests, filings, entity } = make()
    const draft = newDraft({ entity })
    await requests.create(draft)
    const filed = await filings.file(newFiling({ entity, messageId: draft.messageId }))
    expect(filed.number).toBe(2)
    expect(await requests.create({ ...draft, note: 'after it' })).toHaveProperty('number', 3)
  })
}

function appendsContract(make: MakeRegister): void {
  test('a filing is changed with entries appended to its log, and chained', async () => {
    const { filings, entity } = make()
    const filed = await filings.file(newFiling({ entity }))
    const ended: LogEntry = { at, kind: 'delegation-ended', by: alice, details: { until: '2026-11-05' } }
    const about = { ...filed.about, until: '2026-11-05' } as typeof filed.about
    const changed = await filings.appendFiled(filed, { about, status: 'closed' }, [ended])
    expect(changed).toMatchObject({ about: { until: '2026-11-05' }, status: 'closed', revision: 1 })
    expect(changed?.log).toEqual([...filed.log, ended])
    expect(changed?.chain).toEqual(chainOf([...filed.log, ended], [], beginning, hash))
    expect(await filings.readFiled(filed)).toEqual(changed)
  })

  test('of those who read the same filing, one appends', async () => {
    const { filings, entity } = make()
    const filed = await filings.file(newFiling({ entity }))
    const tries = Array.from({ length: 10 }, () => filings.appendFiled(filed, { status: 'closed' }, [announced]))
    expect((await Promise.all(tries)).filter((appended) => appended !== undefined)).toHaveLength(1)
    expect((await filings.readFiled(filed))?.log).toHaveLength(2)
  })

  test('nothing is appended to what is not there', async () => {
    const { filings, entity } = make()
    const filed = await filings.file(newFiling({ entity }))
    expect(await filings.appendFiled({ ...filed, number: 9 }, {}, [announced])).toBeUndefined()
    expect(await filings.readFiled({ entity, number: 9 })).toBeUndefined()
  })
}

function listsContract(make: MakeRegister): void {
  test('the open filings of a kind, newest first, until they are closed', async () => {
    const { filings, entity } = make()
    const first = await filings.file(newFiling({ entity }))
    const second = await filings.file(newFiling({ entity }))
    await filings.file(newFiling({ entity, ...baseline }))
    await filings.file(newFiling({ entity: `${entity}b` }))
    expect(await filings.openFilings(entity, 'delegation')).toEqual([second, first])
    expect(await filings.openFilings(entity, 'baseline')).toEqual([])
    const noted = await filings.appendFiled(second, {}, [announced])
    expect(await filings.openFilings(entity, 'delegation')).toEqual([noted, first])
    if (noted) await filings.appendFiled(noted, { status: 'closed' }, [])
    expect(await filings.openFilings(entity, 'delegation')).toEqual([first])
  })

  test('what is filed about a period, newest first, closed ones too', async () => {
    const { filings, entity } = make()
    const first = await filings.file(newFiling({ entity, periodId: 'october' }))
    const second = await filings.file(newFiling({ entity, periodId: 'october' }))
    await filings.file(newFiling({ entity, periodId: 'november' }))
    const closed = await filings.appendFiled(first, { status: 'closed' }, [])
    expect(await filings.filingsOfPeriod(entity, 'october')).toEqual([second, closed])
    expect(await filings.filingsOfPeriod(entity, 'december')).toEqual([])
  })
}
