import type { FunctionError } from './lambda/invocation.ts'
import type { ServerlessFile } from './serverless/serverless-file.ts'
import type { Ports } from './settings/ports.ts'
import type { Settings } from './settings/settings.ts'

export type StartOptions = {
  serverless: ServerlessFile
  settings: Settings
  ports: Ports
  dataDir: string
  speed: number
  /** The shell's environment, whose values win over those made here. */
  ambient: Readonly<Record<string, string | undefined>>
  onFailed: (functionName: string, error: FunctionError, givenUp: boolean) => void
}
