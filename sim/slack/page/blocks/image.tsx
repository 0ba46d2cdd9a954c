import type { ImageElement } from '../../block-kit/elements.ts'

type Image = Pick<ImageElement, 'slack_file' | 'alt_text'>

/** What was uploaded is shown; nothing is fetched from elsewhere, so an image there is the words that stand for it. */
export const DrawnImage = ({ image, isSmall = false }: { image: Image; isSmall?: boolean }) => {
  const { slack_file: file, alt_text: alt } = image
  const look = isSmall ? 'image small' : 'image'
  if (file) return <img class={look} src={pathOf(file)} alt={alt} title={alt} data-testid="image" />
  return (
    <span class={look} role="img" aria-label={alt} title={alt}>
      Image: {alt}
    </span>
  )
}

const pathOf = (file: NonNullable<Image['slack_file']>): string =>
  'id' in file ? `/files/-/${file.id}` : new URL(file.url).pathname
