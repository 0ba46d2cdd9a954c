/** Where the page opens: a permalink names a channel and a message, and perhaps its thread. */
type Place = { channel: string | null; message: string | null; thread: string | null }

export const readPlace = (pathname: string, search: string): Place => {
  const [, channel = null, seconds, micros] = /^\/archives\/([A-Z0-9]+)(?:\/p(\d+)(\d{6}))?/.exec(pathname) ?? []
  const message = seconds === undefined ? null : `${seconds}.${micros}`
  return { channel, message, thread: new URLSearchParams(search).get('thread_ts') }
}
