import type { Filed } from '../../domain/evidence/filed.ts'
import { isException } from '../../domain/reconcile/exceptions.ts'
import type { RequestKey } from '../../domain/request.ts'
import type { ReconcilePorts } from './reconcile-ports.ts'

type TellPorts = Pick<ReconcilePorts, 'filings' | 'exceptions' | 'now'>

/** Posts what was not posted yet, at least once: where it stands is remembered only after Slack has it. */
export async function tellExceptions(entity: string, found: readonly Filed[], ports: TellPorts): Promise<void> {
  // The index may not show yet what was just filed.
  const open = [...found, ...(await ports.filings.openFilings(entity, 'exception'))]
  const numbers = [...new Set(open.filter(isUntold).map(({ number }) => number))].sort((a, b) => a - b)
  for (const number of numbers) await tellOne({ entity, number }, ports)
}

function isUntold(filed: Filed): boolean {
  return isException(filed) && filed.about.message === null
}

async function tellOne(key: RequestKey, { filings, exceptions, now: clock }: TellPorts): Promise<void> {
  const filed = await filings.readFiled(key)
  if (!filed || !isUntold(filed)) return
  const message = await exceptions.postException(filed)
  if (!message) return
  const entry = { at: clock().toISOString(), kind: 'announced', by: null, details: { ...message } } as const
  for (let now: Filed | undefined = filed; now && isException(now); now = await filings.readFiled(key)) {
    const noted = await filings.appendFiled(now, { about: { ...now.about, message } }, [entry])
    if (noted) return
  }
}
