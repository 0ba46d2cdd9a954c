/** Nothing is fetched from elsewhere, so an image is shown by the words that stand for it. */
export const ImageWords = ({ alt, isSmall = false }: { alt: string; isSmall?: boolean }) => (
  <span class={isSmall ? 'image small' : 'image'} role="img" aria-label={alt} title={alt}>
    Image: {alt}
  </span>
)
