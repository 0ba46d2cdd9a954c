declare module 'dynalite' {
  import type { Server } from 'node:http'

  /** An in-process DynamoDB; `path` is its LevelDB directory. `close` closes that as well. */
  function dynalite(options: {
    path: string
    createTableMs: number
    deleteTableMs: number
    updateTableMs: number
  }): Server
  export = dynalite
}
