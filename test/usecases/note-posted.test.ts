import { expect, test } from 'vitest'
import { notePosted } from '../../src/usecases/register/note-posted.ts'
import { createFakeRequests } from '../support/fake-requests.ts'
import { alice, sampleDraft } from '../support/sample-request.ts'

const now = () => new Date('2026-11-04T14:00:00Z')
const at = now().toISOString()
const message = { channel: 'C0CLOSE', ts: '1793725200.000100' }

test('where a message is, is noted with its entry, whatever was written since the request was read', async () => {
  const requests = createFakeRequests()
  const read = await requests.create(sampleDraft())
  await requests.cancel({ key: read, person: alice, at })
  await requests.write(await requests.peek(read), { lockTaken: true }, [])
  const noted = await notePosted(read, { what: 'status', message }, { requests, now })
  expect(noted).toMatchObject({ statusMessage: message, lockTaken: true })
  expect(noted.log.map(({ kind }) => kind)).toEqual(['asked', 'cancelled', 'message-posted'])
  expect(noted.log.at(-1)).toEqual({ at, kind: 'message-posted', by: null, details: { what: 'status', ...message } })
  expect(noted.chain).toHaveLength(3)
})

test('a card that was being posted while the outcome was sealed stands beside the sealed log', async () => {
  const requests = createFakeRequests()
  const read = await requests.create(sampleDraft())
  const sealed = await requests.write(read, { status: 'finished' }, [{ at, kind: 'outcome', by: null, details: {} }])
  const card = { ...message, round: 1, stage: 1 }
  const noted = await notePosted(read, { what: 'card', message: card, afterCard: null }, { requests, now })
  expect(noted).toMatchObject({ card, log: sealed?.log, chain: sealed?.chain })
  expect(noted.later).toEqual([{ at, kind: 'message-posted', by: null, details: { what: 'card', ...card } }])
})
