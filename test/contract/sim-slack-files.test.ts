import { expect, test } from 'vitest'
import { clientOf, openWorkplace } from './sim-slack-workplace.ts'

const channel = 'C0CLOSE'
const csv = 'account,count\r\ncash,1\r\n'
const refusedWith = (error: string) => ({ data: { ok: false, error } })

type Workplace = Awaited<ReturnType<typeof openWorkplace>>

const announce = async ({ client }: Workplace, { filename = 'Oct 2026.csv', length = csv.length } = {}) => {
  const { upload_url = '', file_id = '' } = await client.files.getUploadURLExternal({ filename, length })
  return { upload_url, file_id }
}
const upload = async (url: string, body = csv) => {
  const response = await fetch(url, { method: 'POST', body })
  return [response.status, await response.text()]
}
const parentIn = async ({ client }: Workplace) =>
  (await client.chat.postMessage({ channel, text: 'Reports of Oct 2026' })).ts ?? ''

test('a file is announced, uploaded and shared in a thread, and can be fetched there', async () => {
  const workplace = await openWorkplace()
  const { client, get, slack } = workplace
  const thread_ts = await parentIn(workplace)
  const { upload_url, file_id } = await announce(workplace)
  expect(await upload(upload_url)).toEqual([200, `OK - ${csv.length}`])
  const files: [{ id: string; title: string }] = [{ id: file_id, title: 'Accounts receivable' }]
  const completed = await client.files.completeUploadExternal({
    files,
    channel_id: channel,
    thread_ts,
    initial_comment: 'Final reports',
  })
  expect(completed.files).toMatchObject(files)
  const [, shared] = (await get(`messages?channel=${channel}`)).messages
  expect(shared).toMatchObject({
    text: 'Final reports',
    thread_ts,
    user: 'U0BELL',
    bot_id: 'B0BELL',
    files: [{ ...files[0], name: 'Oct 2026.csv', size: csv.length, mimetype: 'text/csv', filetype: 'csv' }],
  })
  const fetched = await fetch(shared.files[0].url_private)
  expect(await fetched.text()).toBe(csv)
  expect(fetched.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''Oct%202026.csv")
  expect(new URL(shared.files[0].permalink).origin).toBe(slack.url)
})

test("Slack's own upload in one call, a form with the file in it, works unchanged", async () => {
  const workplace = await openWorkplace()
  const thread_ts = await parentIn(workplace)
  await workplace.client.files.uploadV2({
    channel_id: channel,
    thread_ts,
    file: Buffer.from(csv),
    filename: 'binary.bin',
  })
  const [, shared] = (await workplace.get(`messages?channel=${channel}`)).messages
  expect(shared).toMatchObject({ text: '', files: [{ name: 'binary.bin', pretty_type: 'Binary', size: csv.length }] })
  expect(await (await fetch(shared.files[0].url_private_download)).text()).toBe(csv)
})

test('the length is needed, known in advance, and has to be right', async () => {
  const workplace = await openWorkplace()
  await expect(announce(workplace, { length: 0 })).rejects.toMatchObject(refusedWith('missing_argument'))
  const huge = announce(workplace, { length: 50_000_001 })
  await expect(huge).rejects.toMatchObject(refusedWith('file_upload_size_restricted'))
  const nameless = workplace.client.apiCall('files.getUploadURLExternal', { length: 3 })
  await expect(nameless).rejects.toMatchObject(refusedWith('invalid_arguments'))
  const { upload_url, file_id } = await announce(workplace, { length: 3 })
  expect(await upload(upload_url, 'four')).toEqual([400, 'size_differs_from_length'])
  const complete = workplace.client.files.completeUploadExternal({ files: [{ id: file_id }], channel_id: channel })
  await expect(complete).rejects.toMatchObject(refusedWith('file_not_found'))
})

test('an upload is completed once; its address is of no use afterwards, nor is one that was made up', async () => {
  const workplace = await openWorkplace()
  const { upload_url, file_id } = await announce(workplace)
  await upload(upload_url)
  const complete = () => workplace.client.files.completeUploadExternal({ files: [{ id: file_id }] })
  expect(await complete()).toMatchObject({ ok: true, files: [{ id: file_id, title: 'Oct 2026.csv' }] })
  await expect(complete()).rejects.toMatchObject(refusedWith('file_not_found'))
  expect(await upload(upload_url)).toEqual([404, 'no_such_ticket'])
  expect(await upload(`${workplace.slack.url}/upload/v1/made-up`)).toEqual([404, 'no_such_ticket'])
  expect(await workplace.get('messages')).toEqual({ messages: [] })
})

test.each([
  ['channel_not_found', { channel_id: 'C0NOWHERE' }],
  ['channel_not_found', { channel_id: 'U0BOB' }],
  ['not_in_channel', { channel_id: 'C0GENERAL' }],
  ['thread_not_found', { channel_id: channel, thread_ts: '1.000001' }],
  ['invalid_blocks', { channel_id: channel, blocks: [{ type: 'blink' }] }],
])('sharing is refused with %s, and can be tried again', async (error, where) => {
  const workplace = await openWorkplace()
  const { upload_url, file_id } = await announce(workplace)
  await upload(upload_url)
  const files = [{ id: file_id }]
  const refused = workplace.client.apiCall('files.completeUploadExternal', { files, ...where })
  await expect(refused).rejects.toMatchObject(refusedWith(error))
  const again = workplace.client.apiCall('files.completeUploadExternal', { files, channel_id: channel })
  expect(await again).toMatchObject({ ok: true })
})

test('a bot reads a file back only with a scope of its own', async () => {
  const workplace = await openWorkplace()
  const { upload_url, file_id } = await announce(workplace)
  await upload(upload_url)
  await workplace.client.files.completeUploadExternal({ files: [{ id: file_id }], channel_id: channel })
  const [{ files }] = (await workplace.get('messages')).messages
  const asked = (token: string) => fetch(files[0].url_private, { headers: { Authorization: `Bearer ${token}` } })
  expect((await asked('xoxb-other')).status).toBe(403)
  expect(await (await asked(workplace.options.botToken)).json()).toMatchObject({ error: 'missing_scope' })
})

test('nothing is there before it is shared', async () => {
  const workplace = await openWorkplace()
  const { upload_url, file_id } = await announce(workplace)
  await upload(upload_url)
  const early = await fetch(`${workplace.slack.url}/files-pri/T0LOCAL-${file_id}/Oct.csv`)
  expect(early.status).toBe(404)
  await expect(
    clientOf(workplace.slack.url, 'xoxb-other').files.completeUploadExternal({ files: [{ id: file_id }] }),
  ).rejects.toMatchObject(refusedWith('invalid_auth'))
})

test('faults: the upload address fails, and an answer of it is lost', async () => {
  const workplace = await openWorkplace()
  const { upload_url } = await announce(workplace)
  await workplace.post('faults', [
    { method: 'upload_url', kind: 'status', status: 503 },
    { method: 'upload_url', kind: 'drop-after' },
  ])
  expect((await fetch(upload_url, { method: 'POST', body: csv })).status).toBe(503)
  await expect(upload(upload_url)).rejects.toThrow()
  const { calls } = await workplace.get('calls')
  expect(calls.slice(1)).toMatchObject([
    { method: 'upload_url', ok: false },
    { method: 'upload_url', ok: true },
  ])
})

const keepFile = async (workplace: Workplace, filename: string) => {
  const { upload_url, file_id } = await announce(workplace, { filename })
  await upload(upload_url)
  return file_id
}
const completed = async (workplace: Workplace, filename: string) => {
  const id = await keepFile(workplace, filename)
  const { files } = await workplace.client.files.completeUploadExternal({ files: [{ id }] })
  return { id, url: files?.[0]?.url_private ?? '', permalink: files?.[0]?.permalink ?? '' }
}
const picture = (slack_file: object) => ({ type: 'image', alt_text: 'Days to close', slack_file })
const homeWith = ({ client }: Workplace, ...blocks: object[]) =>
  client.apiCall('views.publish', { user_id: 'U0BOB', view: { type: 'home', blocks } })

test('an uploaded image is shown in a view and in a message, by its id, its address or its permalink', async () => {
  const workplace = await openWorkplace()
  const { id, url, permalink } = await completed(workplace, 'days.png')
  const blocks = [picture({ id }), picture({ url }), picture({ url: permalink })]
  await homeWith(workplace, ...blocks, { type: 'context', elements: [picture({ id })] })
  expect((await workplace.get('views?user=U0BOB')).home.blocks[0]).toMatchObject({ slack_file: { id } })
  expect(await workplace.client.apiCall('chat.postMessage', { channel, text: 'Days', blocks })).toMatchObject({
    ok: true,
  })
  const shown = await fetch(`${workplace.slack.url}/files/-/${id}`)
  expect(shown.headers.get('content-type')).toBe('image/png')
  expect(shown.headers.get('cross-origin-resource-policy')).toBe('same-origin')
})

test('what is no image, not completed or not there cannot be shown; what was there stays', async () => {
  const workplace = await openWorkplace()
  const section = { type: 'section', text: { type: 'mrkdwn', text: 'Days to close' } }
  await homeWith(workplace, section)
  const ids = ['F0NOWHERE', await keepFile(workplace, 'early.png'), (await completed(workplace, 'days.csv')).id]
  for (const id of ids) {
    const messages = ['[ERROR] invalid slack file [json-pointer:/view/blocks/1/slack_file]']
    const refused = { ok: false, error: 'invalid_arguments', response_metadata: { messages } }
    await expect(homeWith(workplace, section, picture({ id }))).rejects.toMatchObject({ data: refused })
    const posted = workplace.client.apiCall('chat.postMessage', { channel, blocks: [picture({ id })] })
    await expect(posted).rejects.toMatchObject(refusedWith('invalid_blocks'))
  }
  expect((await workplace.get('views?user=U0BOB')).home.blocks).toMatchObject([section])
})

test.each([
  ['two sources', { id: 'F1', url: 'https://files.slack.com/F1' }, {}],
  ['an address beside the file', { id: 'F1' }, { image_url: 'https://example.com/chart.png' }],
  ['no source', undefined, {}],
])('an image with %s is refused', async (_, slack_file, more) => {
  const workplace = await openWorkplace()
  const block = { type: 'image', alt_text: 'Days to close', ...(slack_file && { slack_file }), ...more }
  await expect(homeWith(workplace, block)).rejects.toMatchObject(refusedWith('invalid_arguments'))
})
