import type { EvidenceExport } from '../../../src/domain/evidence/export/evidence-export.ts'
import { bob, carol } from '../sample-request.ts'
import { createEvidenceWorld, dave, type EvidenceWorld } from './evidence-world.ts'

/**
 * A year as it may be: the first look and the policy are filed; a close is rejected; Bob hands on his part; the next close is
 * approved by his delegate and by Carol; others reopen the period in Zuora, which is explained and acknowledged; a second close
 * is under way, while the controls are tested; at last the register is restored, and a record is lost.
 */
export async function liveThroughAYear(): Promise<EvidenceWorld> {
  const world = createEvidenceWorld()
  await world.file({ about: world.policyFiled, periodId: null, by: null })
  await world.file({ about: { kind: 'baseline', periods: [world.seen()] }, periodId: null, by: null })
  const rejected = await world.ask('close', '=HYPERLINK("x")')
  await world.decide(rejected, 'U0CAROL', '-accruals are "missing", <b>see</b>\nticket 4711')
  await world.untilTold(rejected)
  const days = { from: '2026-11-04', until: '2026-11-10' }
  await world.file({ about: { kind: 'delegation', delegator: bob, delegate: dave, ...days }, periodId: null, by: bob })
  const closed = await world.ask('close', 'October done')
  await world.decide(closed, 'U0DAVE')
  await world.decide(closed, 'U0CAROL')
  await world.untilTold(closed)
  await anOutsideReopening(world)
  const underWay = await world.ask('close', null)
  await world.decide(underWay, 'U0BOB')
  await world.controlTest()
  await aRestore(world)
  return world
}

/** One number is lost, and it is said. */
async function aRestore(world: EvidenceWorld): Promise<void> {
  const copy = { madeAt: world.clock.now().toISOString(), digest: 'd'.repeat(64) }
  const about = { kind: 'restore', copy, lastInCopy: 8, lastKnown: 9, by: 'npm run restore: ops' } as const
  for (const isLost of [true, false]) await world.file({ about: { ...about, isLost }, periodId: null, by: null })
}

async function anOutsideReopening(world: EvidenceWorld): Promise<void> {
  const was = world.seen()
  world.clock.pass(86_400)
  world.zuora.someone('reopen')
  const seen = { was, is: world.seen(), periodName: was.name, message: null }
  const about = { kind: 'exception', ...seen, explanation: null, acknowledged: null } as const
  const filed = await world.file({ about, periodId: was.id, by: null })
  world.clock.pass(600)
  const at = world.clock.now().toISOString()
  const explanation = { who: 'Zoe', why: 'late invoice', ticket: 'FIN-12', by: bob, at }
  const explained = await world.filings.appendFiled(filed, { about: { ...about, explanation } }, [
    { at, kind: 'explained', by: bob, details: { who: 'Zoe', why: 'late invoice', ticket: 'FIN-12' } },
  ])
  if (!explained) throw new Error('it was not explained')
  await world.filings.appendFiled(explained, { status: 'closed' }, [
    {
      at,
      kind: 'acknowledged',
      by: carol,
      slackTs: '1793900000.000100',
      details: { authority: { rule: 'U0CAROL', members: null } },
    },
  ])
}

/** Real exports, by what they are of. */
export async function sampleExports(): Promise<Record<'period' | 'fiscal year' | 'under way', EvidenceExport>> {
  const year = await liveThroughAYear()
  const started = createEvidenceWorld()
  await started.file({ about: started.policyFiled, periodId: null, by: null })
  await started.ask('close', null)
  return {
    period: await made(year, { kind: 'period', reference: 'oct 2026' }),
    'fiscal year': await made(year, { kind: 'fiscal-year', fiscalYear: 2026 }),
    'under way': await made(started, { kind: 'period', reference: 'Oct 2026' }),
  }
}

export async function made(
  world: EvidenceWorld,
  wanted: Parameters<EvidenceWorld['export']>[0],
): Promise<EvidenceExport> {
  const exported = await world.export(wanted)
  if (exported.kind !== 'made') throw new Error(`no export was made: ${exported.kind}`)
  return exported.evidence
}
