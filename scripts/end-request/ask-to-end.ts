import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { z } from 'zod'
import { findStage } from '../../local/serverless/stages.ts'
import { localCredentials } from '../../local/settings/env.ts'
import { runningPorts } from '../../local/table/open-table.ts'
import { awsAccount } from '../deploy/aws-account.ts'
import type { EndOptions, EndPlace } from './end-options.ts'
import { type EndAnswered, endAnswered } from './said-of-end.ts'

const functionErrorSchema = z.object({ errorType: z.string().default('unknown'), errorMessage: z.string().default('') })

/** `signedInAs`: whom AWS takes whoever runs this for; nobody on one machine. It throws what the SDK throws. */
type Ender = { ok: true; lambda: LambdaClient; functionName: string; signedInAs: () => Promise<string | null> }

/** Where the function is that ends requests; or why it cannot be asked. */
export function findEnder(place: EndPlace, serverlessPath: string): Ender | { ok: false; mistake: string } {
  if (place.kind === 'aws') {
    const found = findStage(serverlessPath, place.stage)
    if (!found.ok) return found
    const region = found.stage.params.region
    const functionName = `closing-bell-${place.stage}-end-request`
    const signedInAs = async () => (await awsAccount(region).whoAmI()).arn
    return { ok: true, lambda: new LambdaClient({ region }), functionName, signedInAs }
  }
  const port = runningPorts(place.dataDir)?.lambda
  if (port === undefined) return { ok: false, mistake: `npm start does not run on ${place.dataDir}: start it first.` }
  const {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  } = localCredentials
  const credentials = { accessKeyId, secretAccessKey }
  const lambda = new LambdaClient({ region, credentials, endpoint: `http://127.0.0.1:${port}`, maxAttempts: 1 })
  return { ok: true, lambda, functionName: 'end-request', signedInAs: async () => null }
}

/** Throws what the function failed with. */
export async function askToEnd(
  { request, by, why }: Pick<EndOptions, 'request' | 'by' | 'why'>,
  { lambda, functionName }: { lambda: Pick<LambdaClient, 'send'>; functionName: string },
): Promise<EndAnswered> {
  const Payload = JSON.stringify({ request, by, why })
  const invoked = await lambda.send(new InvokeCommand({ FunctionName: functionName, Payload }))
  const answer: unknown = JSON.parse(invoked.Payload?.transformToString() ?? 'null')
  if (invoked.FunctionError === undefined) return endAnswered.parse(answer)
  const { errorType, errorMessage } = functionErrorSchema.parse(answer)
  throw new Error(`${errorType}: ${errorMessage}`)
}
