import { z } from 'zod'

const entered = z.object({ name: z.string(), input: z.string().default('{}') })
const event = z.looseObject({
  id: z.number(),
  type: z.string(),
  timestamp: z.number(),
  stateEnteredEventDetails: entered.optional(),
})
const page = z.object({ events: z.array(event), nextToken: z.string().optional() })
const list = z.object({
  executions: z.array(z.object({ executionArn: z.string(), name: z.string(), status: z.string() })),
})
const wait = z.object({ step: z.object({ seconds: z.number() }) })

export type StateEvent = z.infer<typeof event>
export type Executions = ReturnType<typeof executionsAt>

/** Step Functions of `npm start`, read over its API. */
export function executionsAt(url: string) {
  const call = async (operation: string, body: object): Promise<unknown> => {
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AWSStepFunctions.${operation}` }
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
    return response.json()
  }
  return {
    list: async (stateMachineArn: string) => list.parse(await call('ListExecutions', { stateMachineArn })).executions,
    latest: async (executionArn: string): Promise<StateEvent[]> =>
      page.parse(await call('GetExecutionHistory', { executionArn, reverseOrder: true, maxResults: 5 })).events,
    async history(executionArn: string): Promise<StateEvent[]> {
      const events: StateEvent[] = []
      let nextToken: string | undefined
      do {
        const read = page.parse(
          await call('GetExecutionHistory', { executionArn, maxResults: 1000, ...(nextToken && { nextToken }) }),
        )
        events.push(...read.events)
        nextToken = read.nextToken
      } while (nextToken !== undefined)
      return events
    },
  }
}

/** In Unix milliseconds, when the wait that was entered ends. */
export function endOfWait({ timestamp, stateEnteredEventDetails }: StateEvent): number {
  return timestamp * 1000 + wait.parse(JSON.parse(stateEnteredEventDetails?.input ?? '{}')).step.seconds * 1000
}
