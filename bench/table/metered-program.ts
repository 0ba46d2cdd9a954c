import { addressOf, freePorts, type Program, startProgram } from '../local-program/start-program.ts'
import { startMeteredTable, type TableCall } from './metered-table.ts'

export type MeteredProgram = Program & { tableCalls: readonly TableCall[] }

/** The program, with every call of its functions to the table counted. */
export async function startMeteredProgram(options: {
  speed: number
  environment?: Readonly<Record<string, string>>
}): Promise<MeteredProgram> {
  const ports = await freePorts()
  const table = await startMeteredTable(addressOf(ports.dynamodb))
  try {
    const environment = { ...options.environment, AWS_ENDPOINT_URL_DYNAMODB: table.url }
    const program = await startProgram({ ports, speed: options.speed, environment })
    return {
      ...program,
      tableCalls: table.calls,
      async stop() {
        await table.close()
        await program.stop()
      },
    }
  } catch (error) {
    await table.close()
    throw error
  }
}
