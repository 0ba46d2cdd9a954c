import type { DaysToClose } from '../../../domain/home/days-to-close.ts'

/** An image that Slack has, and the same in words. `drawing`: the same for the same image. */
export type Picture = { fileId: string; altText: string; drawing: string }

export type Pictures = {
  /** Made once of the same; null where there is nothing to draw, or it cannot be made just now. Never throws. */
  of(entity: string, series: DaysToClose): Promise<Picture | null>
  /** Slack did not take a view with it: just uploaded, it is not ready yet; later, it is gone and is made anew. Never throws. */
  refused(picture: Picture): Promise<void>
}
