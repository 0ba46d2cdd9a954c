import type { ImageFile } from '../block-kit/elements.ts'
import type { StandIn } from '../stand-in.ts'

/** "Currently only png, jpg, jpeg, and gif Slack image files are supported" (docs.slack.dev, slack file object). */
const shown = ['image/png', 'image/jpeg', 'image/gif']

export const isShowableIn =
  ({ store }: StandIn) =>
  (image: ImageFile): boolean => {
    const found = store.files.find(idOfImage(image))
    return found?.state === 'completed' && shown.includes(found.file.mimetype)
  }

/** By its id, its `url_private` or its `permalink`. */
const idOfImage = (image: ImageFile): string => {
  if ('id' in image) return image.id
  return URL.canParse(image.url) ? (/\bF[0-9A-Z]+\b/.exec(new URL(image.url).pathname)?.[0] ?? '') : ''
}
