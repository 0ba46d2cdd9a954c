import { givenOptions, text } from './given-options.ts'

export type ExportOptions = {
  /** The data directory of one machine, or the table on AWS. */
  from: { kind: 'data'; dir: string } | { kind: 'table'; name: string }
  entity: string
  wanted: { kind: 'period'; reference: string } | { kind: 'fiscal-year'; fiscalYear: number }
  out: string
}

export const usage = `Usage: npm run export -- (--data DIR | --table NAME) --entity KEY (--period NAME | --fiscal-year YEAR) --out DIR
  --data DIR           the data directory of npm start; the program may run or not
  --table NAME         the table on AWS, with your AWS credentials and region, and CLOSING_BELL_CONFIG in the environment
  --entity KEY         the entity's key in closing-bell.yml
  --period NAME        an accounting period, by its name or its id in Zuora
  --fiscal-year YEAR   every period of a fiscal year, such as 2026
  --out DIR            where export.json, export.csv and packet.html are written`

/** Undefined when they make no sense. */
export function readExportOptions(args: readonly string[]): ExportOptions | undefined {
  const options = { data: text, table: text, entity: text, period: text, 'fiscal-year': text, out: text }
  const values = givenOptions(args, options) ?? {}
  const { entity, out } = values
  const from = readFrom(values)
  const wanted = readWanted(values)
  return entity && out && from && wanted ? { from, entity, wanted, out } : undefined
}

type Values = { data?: string; table?: string; period?: string; 'fiscal-year'?: string }

function readFrom({ data, table }: Values): ExportOptions['from'] | undefined {
  if (data && table) return undefined
  if (data) return { kind: 'data', dir: data }
  return table ? { kind: 'table', name: table } : undefined
}

function readWanted({ period, 'fiscal-year': year }: Values): ExportOptions['wanted'] | undefined {
  if (period && year) return undefined
  if (period) return { kind: 'period', reference: period }
  const digits = /^(?:FY)?(?<digits>\d{4})$/i.exec(year ?? '')?.groups?.digits
  return digits ? { kind: 'fiscal-year', fiscalYear: Number(digits) } : undefined
}
