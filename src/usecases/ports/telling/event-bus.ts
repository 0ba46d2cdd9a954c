import type { Notice } from '../../../domain/announcements/notice.ts'

/** Tells programs. */
export type EventBus = {
  /** Once this returns, the bus has it. Throws `EventBusRefused` and `EventBusUnavailable`. */
  put(bus: string, notice: Notice, at: string): Promise<void>
}
