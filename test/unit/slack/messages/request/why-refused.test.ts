import { describe, expect, test } from 'vitest'
import type { ClickRefused } from '../../../../../src/domain/approvals/approval.ts'
import type { Policy } from '../../../../../src/domain/policy/policy.ts'
import type { Request } from '../../../../../src/domain/request.ts'
import { cancelReply, decisionReply, withdrawReply } from '../../../../../src/slack/messages/click-replies.ts'
import { alice, bob, carol, sampleDecision, sampleRequest } from '../../../../support/sample-request.ts'
import { checkMessage, label } from '../check-message.ts'

const policy: Policy = {
  requesters: ['U0ALICE'],
  approvers: ['U0BOB', 'U0CAROL'],
  expireAfter: { kind: 'seconds', seconds: 172_800 },
  escalateTo: { afterSeconds: 3600, approvers: ['U0DAN'] },
  actions: { close: { approvals: 2 } },
}
const nobody = { personId: 'U0EVE', isAuditor: false, isEscalatedTo: false }

type Given = { because: ClickRefused; request?: Partial<Request>; policy?: Policy; standing?: typeof nobody }

function refused({ because, request = {}, policy: given = policy, standing = nobody }: Given): string {
  const answer = { kind: 'refused', because, request: sampleRequest(request) } as const
  const replies = { label, policyFor: () => ({ policy: given, hash: 'p', text: '{}' }), standing }
  const message = decisionReply(answer, 'Approve', replies)
  checkMessage(message)
  return message.text
}

describe('who is no approver', () => {
  const because = 'not-an-approver'
  const roundStartedAt = '2026-11-02T13:00:00.000Z'

  test('and is an auditor is told what they may', () => {
    expect(refused({ because, standing: { ...nobody, isAuditor: true } })).toContain(
      'Your Approve did not count: as an auditor you may read everything of the close of Oct 2026 (Example US, US-0147) and decide nothing.',
    )
  })

  test('and is named for later is told from when on, until they may', () => {
    const standing = { ...nobody, isEscalatedTo: true }
    expect(refused({ because, request: { roundStartedAt }, standing })).toContain(
      `you may decide on the close of Oct 2026 (Example US, US-0147) from <!date^${Date.parse('2026-11-02T14:00:00Z') / 1000}^`,
    )
    const escalatedAt = '2026-11-02T14:00:00.000Z'
    expect(refused({ because, request: { roundStartedAt, escalatedAt }, standing })).toContain(
      'only <@U0BOB> or <@U0CAROL> may decide on the close of Oct 2026 (Example US, US-0147), and the policy does not name you.',
    )
  })

  test('and wants to stop is told who may, who asked among them', () => {
    const answer = { kind: 'refused', because, request: sampleRequest() } as const
    const replies = { label, policyFor: () => ({ policy, hash: 'p', text: '{}' }) }
    expect(cancelReply(answer, 'Stop', replies).text).toContain(
      'only <@U0ALICE>, who asked for the close of Oct 2026 (Example US, US-0147), and <@U0BOB> or <@U0CAROL> may stop it',
    )
  })
})

describe('who has decided', () => {
  const because = 'already-decided'
  const forBob = sampleDecision(carol, {
    authority: { rule: 'U0BOB', members: null, delegation: { from: bob, record: 9 } },
  })

  test('themselves, or through a delegate, is told which', () => {
    const own = { decisions: { '1#u0bob@example.com': sampleDecision(bob) }, approvals: 1 }
    const standing = { ...nobody, personId: 'U0BOB' }
    expect(refused({ because, request: own, standing })).toContain(
      'you have approved the close of Oct 2026 (Example US, US-0147) already; one person counts',
    )
    const given = { decisions: { '1#u0carol@example.com': forBob }, approvals: 1 }
    expect(refused({ because, request: given, standing })).toContain(
      '<@U0CAROL> has decided on the close of Oct 2026 (Example US, US-0147) for you; your part counts once.',
    )
  })

  test('is not named among those who are needed', () => {
    const request = { decisions: { '1#u0bob@example.com': sampleDecision(bob) }, approvals: 1 }
    expect(refused({ because, request })).toContain('Still needed: 1 of <@U0CAROL>. This was recorded.')
  })
})

describe('in stages', () => {
  const stages = [
    { approvers: ['S0CONTROLLERS'], approvals: 1 },
    { approvers: ['U0FRANK'], approvals: 1 },
  ]
  const staged: Policy = { ...policy, actions: { close: { approvals: 2, stages } } }
  const because = 'not-your-stage'

  test('what is needed now stands before what comes then', () => {
    expect(refused({ because, request: { stages: [1, 1] }, policy: staged })).toContain(
      '<!subteam^S0CONTROLLERS> are asked first about the close of Oct 2026 (Example US, US-0147); you are written to when they have agreed. Still needed: 1 of <!subteam^S0CONTROLLERS>, then 1 of <@U0FRANK>.',
    )
  })

  test('once the first has agreed, only the second is needed', () => {
    const request = { stages: [1, 1], approvals: 1, decisions: { '1#u0bob@example.com': sampleDecision(bob) } }
    expect(refused({ because, request, policy: staged })).toContain(
      '<@U0FRANK> is asked now about the close of Oct 2026 (Example US, US-0147), in stage 2, and that is not yours. Still needed: 1 of <@U0FRANK>.',
    )
  })
})

describe('what comes after a click that counts', () => {
  const held = { ...policy, holdBeforeCloseSeconds: 300 }
  const replies = { label, policyFor: () => ({ policy: held, hash: 'p', text: '{}' }) }
  const counted = (request: Partial<Request>) =>
    ({ kind: 'counted', request: sampleRequest({ approvals: 2, ...request }), decision: sampleDecision(bob) }) as const

  test('the last approval is told of the hold', () => {
    expect(decisionReply(counted({}), 'Approve', replies).text).toContain(
      'That was the last one needed. It is held for 5 min before Zuora is asked; “Stop” is on the card.',
    )
    const heldUntil = '2026-11-02T15:20:00.000Z'
    expect(decisionReply(counted({ heldUntil }), 'Approve', replies).text).toMatch(/It is held until <!date\^\d+/)
  })

  test('who has withdrawn too often is told that others approve', () => {
    const spent = Array.from({ length: 10 }, (_, index) => `m${index}`)
    const decisions = { '1#u0bob@example.com': sampleDecision(bob, { kind: 'withdrawn', spent }) }
    const entry = { at: '2026-11-02T15:10:00.000Z', kind: 'withdrawn', by: bob, details: { approvalOf: bob } } as const
    const request = sampleRequest({ approvals: 0, decisions, log: [entry] })
    expect(withdrawReply({ kind: 'withdrawn', request }, replies).text).toMatch(
      /2 more needed; you have withdrawn 5 times on this card, so from now on others approve, or you reject it\.$/,
    )
  })

  test('what a delegate had approved is theirs, also where its owner takes it back', () => {
    const entry = { at: '2026-11-02T15:10:00.000Z', kind: 'withdrawn', details: { approvalOf: carol } } as const
    const reply = (by: typeof bob) => {
      const request = sampleRequest({ approvals: 0, log: [{ ...entry, by }] })
      return withdrawReply({ kind: 'withdrawn', request }, replies).text
    }
    expect(reply(bob)).toMatch(/^<@U0CAROL>’s approval for you of the close of Oct 2026 /)
    expect(reply(carol)).toMatch(/^Your approval of the close of Oct 2026 /)
    expect(reply(alice)).toMatch(/^<@U0CAROL>’s approval for you /)
  })
})
