import { DatabaseSync } from 'node:sqlite'
import { type Calls, openCalls } from './calls.ts'
import { type Channels, openChannels } from './channels.ts'
import { type Directory, openDirectory } from './directory.ts'
import { type Ephemerals, openEphemerals } from './ephemerals.ts'
import { type Files, openFiles } from './files.ts'
import { type Messages, openMessages } from './messages.ts'
import { openResponseUrls, type ResponseUrls } from './response-urls.ts'
import { openViews, type Views } from './views.ts'

export type Store = {
  messages: Messages
  ephemerals: Ephemerals
  views: Views
  responseUrls: ResponseUrls
  channels: Channels
  directory: Directory
  calls: Calls
  files: Files
  close(): void
}

/** Every write is on disk before it is answered, so a kill at any moment loses nothing that anyone was told. */
export const openStore = (file: string): Store => {
  const database = new DatabaseSync(file)
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;')
  return {
    messages: openMessages(database),
    ephemerals: openEphemerals(database),
    views: openViews(database),
    responseUrls: openResponseUrls(database),
    channels: openChannels(database),
    directory: openDirectory(database),
    calls: openCalls(database),
    files: openFiles(database),
    close: () => database.close(),
  }
}
