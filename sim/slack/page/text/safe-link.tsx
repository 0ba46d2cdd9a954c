import type { ComponentChildren } from 'preact'

/** Only addresses of the web and of mail become links; a permalink of this workspace stays in this window. */
export const SafeLink = ({ url, children }: { url: string; children: ComponentChildren }) => {
  if (!/^(https?:|mailto:)/.test(url)) return <span>{children}</span>
  if (url.startsWith(`${location.origin}/`)) return <a href={url}>{children}</a>
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  )
}
