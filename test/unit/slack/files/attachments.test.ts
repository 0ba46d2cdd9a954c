import type { WebClient } from '@slack/web-api'
import { expect, test } from 'vitest'
import type { MayPost } from '../../../../src/slack/announcing/may-post.ts'
import { createPoster } from '../../../../src/slack/announcing/poster.ts'
import { type AttachmentLimits, createAttachments } from '../../../../src/slack/files/attachments.ts'
import type { ReportToAttach } from '../../../../src/usecases/ports/zuora/reports.ts'
import { ZuoraUnavailable } from '../../../../src/zuora/errors.ts'
import { createFakeAdminNotices } from '../../../support/fake-admin-notices.ts'
import type { Answer } from '../../../support/local-http.ts'
import { slackError, startScriptedSlack } from '../scripted-slack.ts'

const thread = { channel: 'C0CLOSE', ts: '1793725200.000100' }
const occasion = { entity: 'us', period: 'Oct 2026', personId: 'U0ALICE' }
const label = () => 'Example US'
const mayPost = async () => true

function report(name: string, text: string, changes: { bytes?: number; open?: ReportToAttach['open'] } = {}) {
  const { bytes = Buffer.byteLength(text), open } = changes
  async function* content() {
    // In two pieces, as it comes from Zuora.
    for (const part of [text.slice(0, 3), text.slice(3)]) yield Buffer.from(part)
  }
  const facts = { report: name, fileId: name, kind: 'measured', bytes, rows: 1, sha256: 'a'.repeat(64) } as const
  return { facts, open: open ?? (async () => ({ bytes, content: content() })) } satisfies ReportToAttach
}

function openAttachments(client: WebClient, mayPost: MayPost, limits: Partial<AttachmentLimits> = {}) {
  const poster = createPoster(client, { mayPost, adminNotices: createFakeAdminNotices(), log: () => {} })
  return createAttachments(client, { label, mayPost, poster, ...limits })
}

async function startWorld({ upload, limits }: { upload?: Answer; limits?: Partial<AttachmentLimits> } = {}) {
  let uploads = ''
  const slack = await startScriptedSlack(({ method, args }) => {
    if (method === 'files.getUploadURLExternal') {
      return { body: { ok: true, upload_url: `${uploads}${args.filename}`, file_id: `F0${args.length}` } }
    }
    return method.startsWith('/upload/') ? (upload ?? { body: 'OK' }) : undefined
  })
  uploads = slack.slackApiUrl.replace('/api/', '/upload/')
  const sent = () => slack.seen.filter(({ path }) => path.startsWith('/upload/'))
  return { ...slack, sent, attachments: openAttachments(slack.client, mayPost, limits) }
}

test('each file goes from Zuora to Slack with its length, and one message in the thread shares them all', async () => {
  const { attachments, of, sent } = await startWorld()
  const attached = await attachments.attach(thread, [report('aging', 'a,b\n1,2\n'), report('revenue', 'c\n')], occasion)
  expect(attached).toEqual([
    { report: 'aging', because: null },
    { report: 'revenue', because: null },
  ])
  expect(sent().map(({ headers, body }) => [headers['content-length'], body])).toEqual([
    ['8', 'a,b\n1,2\n'],
    ['2', 'c\n'],
  ])
  expect(of('files.completeUploadExternal')).toMatchObject([
    {
      channel_id: 'C0CLOSE',
      thread_ts: thread.ts,
      files: [
        { id: 'F08', title: 'aging' },
        { id: 'F02', title: 'revenue' },
      ],
    },
  ])
  const [{ initial_comment: comment } = {}] = of('files.completeUploadExternal')
  expect(comment).toContain('Reports of Oct 2026 (Example US), asked for by <@U0ALICE>\nSHA-256\n```')
  expect(comment).toContain(`${'a'.repeat(64)} aging\n${'a'.repeat(64)} revenue`)
})

test('files are named after period and report', async () => {
  const { attachments, of } = await startWorld()
  await attachments.attach(thread, [report('revenueDetailCsv', 'c\n')], { ...occasion, period: 'Oct/2026' })
  expect(of('files.getUploadURLExternal')).toMatchObject([{ filename: 'Oct-2026 revenueDetailCsv.csv' }])
})

test.each([
  ['too large', report('aging', 'abcd', { bytes: 5000 }), 'it is larger than 0.001 MB'],
  ['empty', report('aging', ''), 'it is empty'],
  ['longer than it was', report('aging', 'abcdef', { bytes: 4 }), 'Slack did not take all of it'],
  ['shorter than it was', report('aging', 'ab', { bytes: 4 }), 'Slack did not take all of it'],
  [
    'not handed out by Zuora',
    report('aging', 'abcd', { open: () => Promise.reject(new ZuoraUnavailable('no answer', {})) }),
    'Zuora did not hand it out: no answer',
  ],
])('a file that is %s is told; the others are attached', async (_what, bad, because) => {
  const { attachments, of } = await startWorld({ limits: { largestBytes: 1000 } })
  const attached = await attachments.attach(thread, [bad, report('revenue', 'c\n')], occasion)
  expect(attached).toEqual([
    { report: 'aging', because },
    { report: 'revenue', because: null },
  ])
  expect(of('files.completeUploadExternal')).toMatchObject([{ files: [{ title: 'revenue' }] }])
})

test('a file that breaks off on its way, or takes too long, is told; the others are attached', async () => {
  async function* broken() {
    yield Buffer.from('ab')
    throw new ZuoraUnavailable('broken off', {})
  }
  async function* endless() {
    yield Buffer.from('ab')
    await new Promise(() => {})
  }
  const { attachments } = await startWorld({ limits: { fileWithinMs: 200 } })
  const reports = [
    report('aging', 'abcd', { open: async () => ({ bytes: 4, content: broken() }) }),
    report('roll', 'abcd', { open: async () => ({ bytes: 4, content: endless() }) }),
    report('revenue', 'c\n'),
  ]
  expect(await attachments.attach(thread, reports, occasion)).toEqual([
    { report: 'aging', because: 'Zuora did not hand it out: broken off' },
    { report: 'roll', because: 'it took more than 0.2 s' },
    { report: 'revenue', because: null },
  ])
})

test('where the time is used up, no further file is begun', async () => {
  const { attachments, calls } = await startWorld({ limits: { withinMs: -1 } })
  const [attached] = await attachments.attach(thread, [report('aging', 'abcd')], occasion)
  expect(attached?.because).toContain('took more than')
  expect(calls).toEqual([])
})

test('what Slack refuses is told in its words', async () => {
  const { client } = await startScriptedSlack(() => slackError('file_uploads_disabled'))
  const attachments = openAttachments(client, mayPost)
  expect(await attachments.attach(thread, [report('aging', 'abcd')], occasion)).toEqual([
    { report: 'aging', because: 'Slack refused (file_uploads_disabled)' },
  ])
  expect(await attachments.begin('C0CLOSE', occasion)).toBe(null)
})

test('a thread of its own names the period and who asked', async () => {
  const { attachments, of } = await startWorld()
  expect(await attachments.begin('C0CLOSE', occasion)).toMatchObject({ channel: 'C0CLOSE' })
  expect(of('chat.postMessage')).toMatchObject([
    { text: 'Reports of Oct 2026 (Example US), asked for by <@U0ALICE>: in this thread.' },
  ])
})

test('nothing is attached where other companies read along', async () => {
  const slack = await startScriptedSlack()
  const attachments = openAttachments(slack.client, async () => false)
  expect(await attachments.begin('C0CLOSE', occasion)).toBe(null)
  expect(await attachments.attach(thread, [report('aging', 'a,b\n')], occasion)).toEqual([
    {
      report: 'aging',
      because: 'in its channel nothing can be posted: it is shared with another company, or I am not in it',
    },
  ])
  expect(slack.calls).toEqual([])
})
