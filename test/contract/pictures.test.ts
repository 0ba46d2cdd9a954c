import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { bundleFunctions } from '../../scripts/build/bundle.ts'
import { drawingOf } from '../../src/picture/drawing.ts'
import { createUploadPicture } from '../../src/slack/files/upload-picture.ts'
import { createWebClient } from '../../src/slack/web-client.ts'
import { aYear, daysToCloseOf } from '../support/days-to-close.ts'
import { readPng } from '../support/read-png.ts'
import { unchanging } from '../support/unchanging.ts'
import { botToken, openWorkplace } from './sim-slack-workplace.ts'

const series = daysToCloseOf(aYear)
const drawn = drawingOf(series).draw()

test('a bar is where its number says, in the colours of before and after the due day, on its own background', async () => {
  const { width, height, at } = readPng(await drawn)
  expect([width, height]).toEqual([1200, 600])
  expect(at(600, 180)).toBe('#ffffff')
  const june = 44 + 87 * 7 + 43
  expect([480, 400, 300, 226].map((y) => at(june, y))).toEqual(['#2f6fb7', '#2f6fb7', '#c8480a', '#ffffff'])
  const october = 44 + 87 * 11 + 43
  expect(at(october - 26, 480)).toBe('#ffffff')
})

test('it is drawn in a bundle as from the source: what it needs lies beside it', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'pictures-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  const { bundles } = await bundleFunctions([{ name: 'draw', source: 'src/picture/drawing' }], dir, '0.0.0 test')
  const bundled: { drawingOf: typeof drawingOf } = createRequire(import.meta.url)(bundles[0]?.file ?? '')
  const drawing = bundled.drawingOf(series)
  expect(drawing.hash).toBe(drawingOf(series).hash)
  expect(Buffer.from(await drawing.draw()).equals(await drawn)).toBe(true)
  expect(bundles[0]?.beside).toHaveLength(3)
})

test('uploaded, it is shared nowhere and can be shown in a view', async () => {
  const { slack, client, get } = await openWorkplace()
  const png = await drawn
  const fileId = await createUploadPicture(createWebClient(`${slack.url}/api/`, unchanging(botToken), () => {}))(png)
  const block = { type: 'image', slack_file: { id: fileId }, alt_text: 'Days to close' }
  await client.apiCall('views.publish', { user_id: 'U0BOB', view: { type: 'home', blocks: [block] } })
  expect(await get('messages')).toEqual({ messages: [] })
  const shown = await (await fetch(`${slack.url}/files/-/${fileId}`)).arrayBuffer()
  expect(Buffer.from(shown).equals(png)).toBe(true)
})

test('where Slack does not take it, or is not there, it says so by name', async () => {
  const { slack, post } = await openWorkplace()
  const uploadPicture = createUploadPicture(createWebClient(`${slack.url}/api/`, unchanging(botToken), () => {}))
  const faults = [
    [{ method: 'files.getUploadURLExternal', kind: 'error', error: 'file_uploads_disabled' }, 'SlackRefused'],
    [{ method: 'upload_url', kind: 'status', status: 500 }, 'SlackRefused'],
    [{ method: 'upload_url', kind: 'drop-before' }, 'SlackUnavailable'],
    [{ method: 'files.completeUploadExternal', kind: '429' }, 'SlackBusy'],
  ] as const
  for (const [fault, name] of faults) {
    await post('faults', [fault])
    await expect(uploadPicture(Uint8Array.of(1, 2, 3))).rejects.toMatchObject({ name })
  }
})
