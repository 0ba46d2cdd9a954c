import { expect, onTestFinished, test, vi } from 'vitest'
import { signedFor } from '../../../src/runtime/signed-for.ts'
import type { Asked } from '../../../src/slack/asked.ts'
import { createHandOn } from '../../../src/slack/hand-on.ts'
import { type Answer, startLocalHttp } from '../../support/local-http.ts'

const asked: Asked = {
  kind: 'command',
  messageId: 'm1',
  personId: 'U0ALICE',
  channel: 'C0CLOSE',
  text: 'close Oct 2026 note: geprüft',
  responseUrl: 'https://hooks.slack.com/commands/1/secret-address',
}

async function openHandOn(answer: Answer, functionName = 'closing-bell-dev-respond') {
  const { url, seen } = await startLocalHttp(() => answer)
  vi.stubEnv('AWS_ENDPOINT_URL_LAMBDA', url)
  onTestFinished(() => void vi.unstubAllEnvs())
  return { handOn: createHandOn({ call: signedFor('lambda'), functionName }), seen }
}

test('what was asked is invoked asynchronously', async () => {
  const { handOn, seen } = await openHandOn({ status: 202 })
  await handOn(asked)
  expect(seen).toHaveLength(1)
  expect(seen[0]).toMatchObject({
    method: 'POST',
    path: '/2015-03-31/functions/closing-bell-dev-respond/invocations',
    headers: { 'x-amz-invocation-type': 'Event' },
  })
  expect(JSON.parse(seen[0]?.body ?? '')).toEqual(asked)
})

test('a function named by its ARN is called by it', async () => {
  const arn = 'arn:aws:lambda:us-east-1:000000000000:function:respond'
  const { handOn, seen } = await openHandOn({ status: 202 }, arn)
  await handOn(asked)
  expect(decodeURIComponent(seen[0]?.path ?? '')).toBe(`/2015-03-31/functions/${arn}/invocations`)
})

test.each([200, 204, 400, 403, 404, 413, 429, 500])(
  'only 202 means that Lambda will deliver: %i does not',
  async (status) => {
    const { handOn } = await openHandOn({ status, body: status === 204 ? '' : { Message: 'with words' } })
    await expect(handOn(asked)).rejects.toMatchObject({
      name: 'NotHandedOn',
      message: `Lambda answered ${status} to the invocation of closing-bell-dev-respond.`,
    })
  },
)

test('no answer at all is a failure too', async () => {
  const { handOn } = await openHandOn(null)
  await expect(handOn(asked)).rejects.toThrow()
})
