import type { RecordSent } from '../../src/usecases/ports/telling/direct-files.ts'
import { type FakeRequests, sha256 } from './fake-requests.ts'

/** What reads the record, says who may, and sends it: a public channel, and Slack takes every file. */
export function createFakeRecordPorts(requests: FakeRequests) {
  const sent: { personId: string; sent: RecordSent }[] = []
  return {
    sent,
    register: { all: async () => requests.all() },
    policies: { policyText: async () => undefined },
    hash: sha256,
    program: 'closing-bell 1',
    retainYears: 8,
    channels: { look: async () => ({ isPublic: true, isMember: true, isSharedOutside: false }) },
    directFiles: {
      send: async (personId: string, what: RecordSent) => {
        sent.push({ personId, sent: what })
        return null
      },
    },
  }
}
