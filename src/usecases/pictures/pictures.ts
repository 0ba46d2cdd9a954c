import { secondsBetween } from '../../domain/calendar/calendar-date.ts'
import { isAnyKnown } from '../../domain/home/closing-times.ts'
import type { DaysToClose } from '../../domain/home/days-to-close.ts'
import type { Log } from '../ports/log.ts'
import type { KeptPictures } from '../ports/record/kept-pictures.ts'
import type { Picture, Pictures } from '../ports/telling/pictures.ts'

/** What is to be drawn, known by a hash before it is drawn. */
export type Drawing = { hash: string; draw: () => Promise<Uint8Array> }

export type PicturePorts = {
  drawingOf: (series: DaysToClose) => Drawing
  inWords: (entity: string, series: DaysToClose) => string
  keptPictures: KeptPictures
  /** The id of the file that Slack has then. */
  uploadPicture: (png: Uint8Array) => Promise<string>
  now: () => Date
  log: Log
}

/** Slack takes seconds until it lets an uploaded file be shown. */
const readyAfterSeconds = 600

/**
 * Home is opened with or without a picture, so nothing that happens to one is an error there. Should the process die between
 * the upload and the table, Slack has a file that nobody sees, and the next look uploads another.
 */
export function createPictures({ keptPictures, log, now, ...ports }: PicturePorts): Pictures {
  const fileOf = async ({ hash, draw }: Drawing): Promise<string> => {
    const kept = await keptPictures.read(hash)
    if (kept) return kept.fileId
    const fileId = await ports.uploadPicture(await draw())
    await keptPictures.keep(hash, { fileId, uploadedAt: now().toISOString() })
    return fileId
  }

  const forgetIfGone = async ({ drawing, fileId }: Picture): Promise<void> => {
    const kept = await keptPictures.read(drawing)
    if (kept?.fileId !== fileId) return
    if (secondsBetween(kept.uploadedAt, now().toISOString()) < readyAfterSeconds) return
    await keptPictures.forget(drawing, fileId)
  }

  return {
    async of(entity, series) {
      if (!isAnyKnown(series)) return null
      try {
        const drawing = ports.drawingOf(series)
        const fileId = await fileOf(drawing)
        return { fileId, altText: ports.inWords(entity, series), drawing: drawing.hash }
      } catch (error) {
        log('picture-not-made', { entity, error: nameOf(error) })
        return null
      }
    },
    async refused(picture) {
      log('picture-refused', { fileId: picture.fileId })
      try {
        await forgetIfGone(picture)
      } catch (error) {
        log('picture-not-forgotten', { error: nameOf(error) })
      }
    },
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown'
}
