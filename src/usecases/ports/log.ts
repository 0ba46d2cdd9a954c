export type Log = (event: string, details: Readonly<Record<string, unknown>>) => void
