import { z } from 'zod'

const text = z.object({ S: z.string() }).transform(({ S }) => S)
const keyed = z.object({ pk: text, sk: text.pipe(z.string().regex(/^REQUEST#\d+$/)) })
/** Of an item under a number of the register, as DynamoDB writes it. */
const numbered = z.object({
  entity: text,
  number: z.object({ N: z.string() }).transform(({ N }) => Number(N)),
  chain: z.object({ L: z.array(text) }).transform(({ L }) => L),
  /** Of a request, not of what is filed beside them. */
  action: text.optional(),
  period: z
    .object({ M: z.object({ name: text }) })
    .transform(({ M }) => M)
    .optional(),
  status: text,
  openPk: text.optional(),
})

/** What is to be said of one entity's register. */
export type RegisterSummary = {
  /** Its key in the configuration. */
  entity: string
  /** The last number, and the hash of the first entry under it. */
  last: number
  lastHash: string
  /** The last request that was sealed. */
  head: { reference: string; head: string } | null
  /** Requests of which somebody is still to be told something. */
  underWay: readonly { reference: string; what: string }[]
}

/** Takes the items of a table, as DynamoDB writes them, in any order. */
export function openRegisterSummary(): { add(item: object): void; entities(): RegisterSummary[] } {
  const entities = new Map<string, z.infer<typeof numbered>[]>()
  return {
    add(item) {
      const key = keyed.safeParse(item).data
      if (!key) return
      const register = entities.get(key.pk) ?? []
      register.push(numbered.parse(item))
      entities.set(key.pk, register)
    },
    entities: () => [...entities.values()].flatMap(summarise).sort((a, b) => (a.entity < b.entity ? -1 : 1)),
  }
}

/** As in the record: `US-0147`. */
export function referenceOf(entity: string, number: number): string {
  return `${entity.toUpperCase()}-${String(number).padStart(4, '0')}`
}

/** A line or more for people. */
export function summaryLines({ entity, last, lastHash, head, underWay }: RegisterSummary): string[] {
  return [
    `${entity}: the register ends at ${referenceOf(entity, last)}, whose first entry has the hash ${lastHash}`,
    head === null ? `  no request is sealed yet` : `  the last head is that of ${head.reference}: ${head.head}`,
    ...underWay.map(({ reference, what }) => `  under way: ${reference}, ${what}`),
  ]
}

function summarise(registered: readonly z.infer<typeof numbered>[]): RegisterSummary | [] {
  const inOrder = registered.toSorted((a, b) => a.number - b.number)
  const last = inOrder.at(-1)
  if (last === undefined) return []
  const sealed = inOrder.findLast(({ action, status }) => action !== undefined && status === 'finished')
  const open = inOrder.filter(({ openPk }) => openPk === 'OPEN')
  return {
    entity: last.entity,
    last: last.number,
    lastHash: last.chain[0] ?? '',
    head: sealed ? { reference: referenceOf(sealed.entity, sealed.number), head: sealed.chain.at(-1) ?? '' } : null,
    underWay: open.map(({ entity, number, action, period, status }) => ({
      reference: referenceOf(entity, number),
      what: `${action} of ${period?.name}: ${status}`,
    })),
  }
}
