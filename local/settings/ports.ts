import { createServer } from 'node:net'

export type Ports = {
  page: number
  bot: number
  zuora: number
  dynamodb: number
  stepFunctions: number
  lambda: number
}

/** The six ports from the first one on. */
export function portsFrom(first: number): Ports {
  return {
    page: first,
    bot: first + 1,
    zuora: first + 2,
    dynamodb: first + 3,
    stepFunctions: first + 4,
    lambda: first + 5,
  }
}

/** One line for each port that is taken. */
export async function findTakenPorts(ports: Ports): Promise<string[]> {
  const mistakes = await Promise.all(Object.values(ports).map(describeIfTaken))
  return mistakes.filter((mistake) => mistake !== undefined)
}

function describeIfTaken(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      resolve(
        error.code === 'EADDRINUSE'
          ? `Port ${port} is in use. Stop what uses it, or choose other ports: npm start -- --port N uses N to N+5.`
          : `Port ${port} cannot be used: ${error.message}. Choose other ports with --port.`,
      )
    })
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(undefined)))
  })
}
