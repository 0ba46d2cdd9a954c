import { SFNClient } from '@aws-sdk/client-sfn'
import * as z from 'zod/mini'
import { numberIn } from '../domain/request.ts'
import { noteRequestOfInvocation } from '../log/invocation.ts'
import { createRefusedClicks } from '../store/requests/refused-clicks.ts'
import { type EndAnswer, endRequest } from '../usecases/end-request.ts'
import { createResume } from '../workflow/executions.ts'
import { commonPorts } from './adapters.ts'
import { now } from './clock.ts'
import { readConfigOf } from './config-file.ts'
import { readSettings } from './settings.ts'

const words = z.string().check(z.trim(), z.minLength(1), z.maxLength(500))

/** `by`: who says so, in words of theirs; the role says only that they may. */
const endEvent = z.strictObject({
  request: z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9]*-\d{4,9}$/)),
  by: words,
  why: words,
})

/** Writes the table and wakes the workflow: neither Slack nor Zuora is known to it. */
export async function createRequestEnder(): Promise<(event: unknown) => Promise<EndAnswer>> {
  const config = readConfigOf('end-request')
  const settings = await readSettings('end-request')
  const { dynamodb, names, requests, log } = commonPorts('end-request', config, settings)
  const ports = {
    requests: { ...requests, ...createRefusedClicks(dynamodb, names) },
    workflow: createResume(new SFNClient({})),
    now,
    log,
  }
  return async (event) => {
    const { request, by, why } = endEvent.parse(event)
    const entity = request.split('-', 1).join('').toLowerCase()
    if (!config.entities.some(({ key }) => key === entity)) return { kind: 'no-such-request' }
    noteRequestOfInvocation(request.toUpperCase())
    return endRequest({ key: { entity, number: numberIn(request) }, by, why }, ports)
  }
}
