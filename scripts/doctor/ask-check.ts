import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda'
import { z } from 'zod'
import { type Finding, findingSchema, findingsOf } from './finding.ts'
import { signedSchema } from './request-url.ts'

const answerSchema = z.object({
  findings: z.array(findingSchema),
  signed: signedSchema,
  deployed: z.object({ code: z.string(), config: z.string() }),
})
const errorSchema = z.object({ errorType: z.string().default('unknown'), errorMessage: z.string().default('') })

type Answer = z.infer<typeof answerSchema>

/** How things are put right at this place. */
type Ways = { secrets: string; again: string; logsOf(functionName: string): string }

/** What the function `check` sees with its own role and secrets; where it fails, that is what was found. */
export async function askCheck(
  lambda: LambdaClient,
  functionName: string,
  ways: Ways,
): Promise<{ answer: Answer | undefined; findings: Finding[] }> {
  const invoked = await lambda.send(new InvokeCommand({ FunctionName: functionName, Payload: '{}' }))
  const payload = readJson(invoked.Payload?.transformToString() ?? '')
  if (invoked.FunctionError !== undefined) {
    return { answer: undefined, findings: [failed(errorSchema.parse(payload ?? {}), ways)] }
  }
  const answer = answerSchema.safeParse(payload)
  if (answer.success) return { answer: answer.data, findings: answer.data.findings }
  const of = findingsOf('check function')
  const says = 'it answers in words that this version does not know: another version is deployed'
  return { answer: undefined, findings: [of.fault(says, ways.again)] }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Without it nothing of Slack, Zuora and the requests under way is known. */
function failed({ errorType, errorMessage }: z.infer<typeof errorSchema>, ways: Ways): Finding {
  const { fault } = findingsOf('check function')
  const unseen = 'Slack and Zuora could not be looked at'
  switch (errorType) {
    case 'SecretMissing':
      return fault(`${unseen}: ${errorMessage}`, ways.secrets)
    case 'SettingMissing':
    case 'ConfigRefused':
      return fault(`${unseen}: ${errorMessage}`, ways.again)
    case 'Sandbox.Timedout':
      return fault(`${unseen}: it did not end in time`, `run this again; then ${ways.logsOf('check')}`)
    default:
      return fault(`${unseen}: it fails (${errorType})`, `read why: ${ways.logsOf('check')}`)
  }
}
