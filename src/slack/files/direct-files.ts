import type { WebClient } from '@slack/web-api'
import type { DirectFiles, RecordSent } from '../../usecases/ports/telling/direct-files.ts'
import { SlackRefused } from '../errors.ts'
import { recordFiles } from '../messages/record/record-files.ts'
import { recordComment } from '../messages/record/sent-record.ts'
import type { EntityLabel } from '../messages/text/words.ts'
import { call } from '../web-client.ts'
import { share, type Uploaded, upload } from './upload.ts'

/** For the bytes of one file. */
const withinMs = 60_000

/** Files of the record in the bot's direct messages with one person: all of them in one message, or none. */
export function createDirectFiles(slack: WebClient, { label }: { label: EntityLabel }): DirectFiles {
  const send = async (personId: string, sent: RecordSent): Promise<string | null> => {
    const opened = await call(() => slack.conversations.open({ users: personId }))
    const uploaded: Uploaded[] = []
    for (const { name, title, text } of recordFiles(sent)) {
      const content = Buffer.from(text)
      const toUpload = { filename: name, bytes: content.length, open: async () => inOne(content) }
      const result = await upload(slack, toUpload, { withinMs })
      if ('because' in result) return result.because
      uploaded.push({ title, fileId: result.fileId })
    }
    const channel = opened.channel?.id ?? personId
    await share(slack, uploaded, { channel, thread: null, comment: recordComment(sent, label) })
    return null
  }

  return {
    async send(personId, sent) {
      try {
        return await send(personId, sent)
      } catch (error) {
        if (!(error instanceof SlackRefused)) throw error
        return `Slack refused (${error.reason})`
      }
    },
  }
}

async function* inOne(content: Uint8Array): AsyncIterable<Uint8Array> {
  yield content
}
