import { once } from 'node:events'
import type { Server } from 'node:http'

/** Listens on 127.0.0.1 only. `close` cuts the connections that are open. */
export async function listenLocally(
  server: Server,
  port: number,
): Promise<{ url: string; port: number; close(): Promise<void> }> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const listening = typeof address === 'object' && address !== null ? address.port : port
  return {
    url: `http://127.0.0.1:${listening}`,
    port: listening,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
