import type { SlackFile } from '../../shapes.ts'
import { Sign } from './sign.tsx'

/** A file that was shared with a message; its name fetches it. */
export const FileCard = ({ file }: { file: SlackFile }) => (
  <div class="file" data-testid="file" data-file-id={file.id}>
    <Sign name="page_facing_up" />
    <span class="file-words">
      <a href={new URL(file.url_private_download).pathname} download={file.name}>
        {file.title}
      </a>
      <small>
        {file.title === file.name ? null : `${file.name} · `}
        {file.pretty_type} · {sizeOf(file.size)}
      </small>
    </span>
  </div>
)

const sizeOf = (bytes: number): string => {
  if (bytes < 1000) return `${bytes} bytes`
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
