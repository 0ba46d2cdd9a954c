import type { Config } from '../../config.ts'
import type { Announcee } from '../../domain/announcements/notice.ts'

/** Who is told before a planned close of an entity, and when a period locks or reopens: its own list, or that of all. */
export function announceesOf({ entities, announceTo }: Config, key: string): Announcee[] {
  const given = entities.find((entity) => entity.key === key)?.announceTo ?? announceTo
  return given.map((to) =>
    typeof to === 'string' ? { kind: 'channel', channel: to } : { kind: 'event-bus', name: to.eventBus },
  )
}
