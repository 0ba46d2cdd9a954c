import type { CountedClose } from '../close/count-close.ts'
import type { Idle } from '../close/idle.ts'
import type { ColdStarts } from '../cold-start/measure-cold-start.ts'
import type { Machine } from '../figures/machine.ts'
import type { Load } from '../load/measure-load.ts'
import type { Size } from '../sizes/measure-sizes.ts'

/** All that one run measured. */
export type BenchResult = {
  /** A date: `2026-11-21`. */
  on: string
  machine: Machine
  sizes: readonly Size[]
  coldStarts: ColdStarts
  closes: readonly CountedClose[]
  idle: Idle
  load: Load
}
