import { expect, test } from 'vitest'
import { buildExport } from '../../../../src/domain/evidence/export/build-export.ts'
import { createDirectFiles } from '../../../../src/slack/files/direct-files.ts'
import { recordComment, sentRecordReply } from '../../../../src/slack/messages/record/sent-record.ts'
import type { SendRecordAnswer } from '../../../../src/usecases/record/send-record.ts'
import { createFakeRequests, sha256 } from '../../../support/fake-requests.ts'
import { sampleEntity } from '../../../support/sample-entity.ts'
import { sampleDraft } from '../../../support/sample-request.ts'
import { checkMessage } from '../messages/check-message.ts'
import { slackError, startScriptedSlack } from '../scripted-slack.ts'

const label = () => 'Example US'
const made = 'us-oct-2026-20261120T150000Z'

async function evidence() {
  const requests = createFakeRequests()
  const request = await requests.create(sampleDraft())
  const outcome = { kind: 'succeeded' } as const
  await requests.write(request, { outcome, status: 'finished' }, [
    { at: '2026-11-04T15:00:00.000Z', kind: 'outcome', by: null, details: { outcome } },
  ])
  const { period } = request
  const header = {
    entity: { key: 'us', name: 'Example US' },
    scope: { kind: 'period', periods: [{ id: period.id, name: period.name }] },
    made: { at: '2026-11-20T15:00:00.000Z', by: { id: 'U0ALICE', name: 'Alice' }, program: 'closing-bell 1' },
    retention: { years: 8, until: null },
  } as const
  return buildExport({ header, registered: requests.all(), policies: [] }, sha256)
}

async function startWorld(refused?: string) {
  let uploads = ''
  const slack = await startScriptedSlack(({ method, args }) => {
    if (method === refused) return slackError('missing_scope')
    if (method === 'files.getUploadURLExternal') {
      return { body: { ok: true, upload_url: `${uploads}${args.filename}`, file_id: `F0${args.filename}` } }
    }
    return method.startsWith('/upload/') ? { body: 'OK' } : undefined
  })
  uploads = slack.slackApiUrl.replace('/api/', '/upload/')
  return { ...slack, files: createDirectFiles(slack.client, { label }) }
}

test('JSON and CSV go to the person in one message, with the heads and the digest', async () => {
  const { files, of, seen } = await startWorld()
  const exported = await evidence()
  expect(await files.send('U0AUDIT', { what: 'export', evidence: exported })).toBe(null)
  const [shared] = of('files.completeUploadExternal')
  expect(shared).toMatchObject({
    channel_id: 'DU0AUDIT',
    files: [{ id: `F0${made}-export.json` }, { id: `F0${made}-export.csv` }],
  })
  const head = exported.records[0]?.head
  expect(shared?.initial_comment).toContain(`• US-0001: \`${head}\``)
  expect(shared?.initial_comment).toContain(
    `npm run verify -- ${made}-export.json --head &lt;hash from the outcome message&gt; --digest ${exported.digest}`,
  )
  const json = seen.find(({ path }) => path.endsWith(`${made}-export.json`))
  expect(JSON.parse(json?.body ?? '')).toEqual(exported)
})

test('the page to print comes with the export that it was made with', async () => {
  const { files, of } = await startWorld()
  expect(await files.send('U0AUDIT', { what: 'packet', evidence: await evidence() })).toBe(null)
  expect(of('files.completeUploadExternal')).toMatchObject([
    { files: [{ id: `F0${made}-packet.html` }, { id: `F0${made}-export.json` }] },
  ])
})

test.each(['conversations.open', 'files.getUploadURLExternal', 'files.completeUploadExternal'])(
  'what Slack refuses at %s is told, not thrown',
  async (method) => {
    const { files } = await startWorld(method)
    expect(await files.send('U0AUDIT', { what: 'export', evidence: await evidence() })).toBe(
      'Slack refused (missing_scope)',
    )
  },
)

test('of many heads the last are named, and how many more there are', async () => {
  const exported = await evidence()
  const [record] = exported.records
  if (!record) throw new Error('no record')
  const records = Array.from({ length: 30 }, (_, index) => ({ ...record, reference: `US-${index + 1}` }))
  const comment = recordComment({ what: 'export', evidence: { ...exported, records } }, label)
  expect(comment).toContain('• US-30: ')
  expect(comment).not.toContain('• US-10: ')
  expect(comment).toContain('and 10 earlier, in the files')
})

test('the answers in the channel', async () => {
  const sent = { what: 'export', evidence: await evidence() } as const
  const entity = sampleEntity()
  const answers: [SendRecordAnswer, string][] = [
    [{ kind: 'sent', entity, sent }, 'I sent you a direct message: the record of Oct 2026 (Example US).'],
    [{ kind: 'begun', entity, sent }, 'delivered twice'],
    [
      { kind: 'not-sent', because: 'Slack refused (missing_scope)' },
      'Nothing was sent: Slack refused (missing_scope).',
    ],
    [{ kind: 'not-recorded', reference: 'FY1999', candidates: ['FY2026'] }, 'There is `FY2026`.'],
    [{ kind: 'which-period', name: 'Dec 2026', ids: ['dec', 'dec-2'] }, '`dec` or `dec-2`'],
  ]
  for (const [answer, words] of answers) {
    const message = sentRecordReply(answer, label)
    checkMessage(message)
    expect(message.text).toContain(words)
  }
})
