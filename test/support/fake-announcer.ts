import type { MessageRef, Request } from '../../src/domain/request.ts'
import type { Progress } from '../../src/domain/steps/step.ts'
import type { Detail } from '../../src/usecases/ports/detail.ts'
import type { Announcer } from '../../src/usecases/ports/telling/announcer.ts'

/** What people were told, in order. */
export type Told = { request: Request } & (
  | { kind: 'status'; progress: Progress | null }
  | { kind: 'card' | 'card-shown' | 'outcome' | 'follow-up' }
  | { kind: 'notice' | 'escalated-notice' | 'held-notice' | 'decided-for' | 'nudge'; people: readonly string[] }
  | { kind: 'detail'; detail: Detail }
  | { kind: 'card-retired'; card: MessageRef }
  | { kind: 'set-back'; setBack: Request }
  | { kind: 'head'; person: string }
)

/** Keeps what it was asked to tell. */
export function createFakeAnnouncer(): Announcer & { told: Told[] } {
  const told: Told[] = []
  const post = (message: Told) => {
    told.push(message)
    return { channel: message.request.channel, ts: `1793800000.${String(told.length).padStart(6, '0')}` }
  }
  return {
    told,
    showStatus: async (request, progress) => {
      const posted = post({ kind: 'status', request, progress })
      return request.statusMessage ?? posted
    },
    postCard: async (request) => post({ kind: 'card', request }),
    retireCard: async (card, request) => void told.push({ kind: 'card-retired', card, request }),
    notifyApprovers: async (request, people) => void told.push({ kind: 'notice', request, people }),
    notifyEscalated: async (request, people) => void told.push({ kind: 'escalated-notice', request, people }),
    notifyHeld: async (request, people) => void told.push({ kind: 'held-notice', request, people }),
    notifyDecidedFor: async (request, _decision, person) =>
      void told.push({ kind: 'decided-for', request, people: [person] }),
    nudge: async (request, people) => {
      told.push({ kind: 'nudge', request, people })
      return people
    },
    showCard: async (request) => void told.push({ kind: 'card-shown', request }),
    postDetail: async (request, detail) => void told.push({ kind: 'detail', request, detail }),
    postOutcome: async (request) => post({ kind: 'outcome', request }),
    showSetBack: async (request, setBack) => void told.push({ kind: 'set-back', request, setBack }),
    postFollowUp: async (request) => post({ kind: 'follow-up', request }),
    tellHead: async (request, person) => told.push({ kind: 'head', request, person }) > 0,
    whyNoCard: async () => undefined,
    linkTo: async ({ channel, ts }) => `https://example.slack.com/archives/${channel}/p${ts.replace('.', '')}`,
  }
}
