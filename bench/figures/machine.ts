import { cpus, totalmem } from 'node:os'

export type Machine = { cpu: string; cores: number; memoryGb: number; node: string; platform: string }

export function thisMachine(): Machine {
  const all = cpus()
  return {
    cpu: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  }
}
