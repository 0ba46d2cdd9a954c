import type { Block } from './blocks.ts'
import type { ImageElement, ImageFile } from './elements.ts'
import { said } from './slack-words.ts'

/** Whether Slack has that file, completed, and it is an image of a kind that blocks show. */
export type IsShowable = (file: ImageFile) => boolean

/** "You must provide either an image_url or slack_file"; the file has to be there (slackapi/python-slack-sdk#1658). */
export const rulesOfImages = (blocks: readonly Block[], at: string, isShowable: IsShowable): string[] =>
  blocks.flatMap((block, index) =>
    imagesIn(block).flatMap(({ image, place }) => rulesOfImage(image, `${at}/${index}${place}`, isShowable)),
  )

type Image = Pick<ImageElement, 'image_url' | 'slack_file'>

const rulesOfImage = ({ image_url, slack_file }: Image, at: string, isShowable: IsShowable): string[] => {
  if ((image_url === undefined) === (slack_file === undefined)) {
    return [said('must provide either image_url or slack_file', at)]
  }
  return slack_file && !isShowable(slack_file) ? [said('invalid slack file', `${at}/slack_file`)] : []
}

const imagesIn = (block: Block): { image: Image; place: string }[] => {
  if (block.type === 'image') return [{ image: block, place: '' }]
  if (block.type === 'section' && block.accessory?.type === 'image') {
    return [{ image: block.accessory, place: '/accessory' }]
  }
  if (block.type !== 'context') return []
  return block.elements.flatMap((element, index) =>
    element.type === 'image' ? [{ image: element, place: `/elements/${index}` }] : [],
  )
}
