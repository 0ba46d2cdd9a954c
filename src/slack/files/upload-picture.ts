import type { WebClient } from '@slack/web-api'
import { SlackRefused, SlackUnavailable } from '../errors.ts'
import { call } from '../web-client.ts'

const withinMs = 20_000

/**
 * A picture for views. "If not specified the file will be private": completed without a channel, it is found nowhere else.
 * Its file's id. Throws `SlackRefused`, `SlackBusy` and `SlackUnavailable`. Small as it is, it goes by the `fetch` of Node:
 * what sends large files is larger than the rest of `wake`.
 */
export function createUploadPicture(slack: WebClient): (png: Uint8Array) => Promise<string> {
  return async (png) => {
    const announced = { filename: 'days-to-close.png', length: png.length }
    const { upload_url: url = '', file_id: id = '' } = await call(() => slack.files.getUploadURLExternal(announced))
    const status = await send(url, png)
    if (status !== 200) throw new SlackRefused(`${status} to the upload`)
    await call(() => slack.files.completeUploadExternal({ files: [{ id, title: 'Days from period end to close' }] }))
    return id
  }
}

async function send(url: string, png: Uint8Array): Promise<number> {
  const headers = { 'content-type': 'application/octet-stream' }
  const signal = AbortSignal.timeout(withinMs)
  try {
    const answer = await fetch(url, { method: 'POST', headers, body: new Uint8Array(png), signal })
    await answer.arrayBuffer()
    return answer.status
  } catch (cause) {
    throw new SlackUnavailable('Slack did not answer while a picture was sent.', { cause })
  }
}
