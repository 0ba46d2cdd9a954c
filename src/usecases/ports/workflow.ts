import type { RequestKey } from '../../domain/request.ts'

export type Start = {
  /** Starting what runs already is no error. */
  start(key: RequestKey, execution: string): Promise<void>
}

export type Resume = {
  /** A dead token is no error. */
  resume(taskToken: string): Promise<void>
}

/** The Step Functions side. */
export type Workflow = Start &
  Resume & {
    stateOf(execution: string): Promise<'running' | 'ended' | 'missing'>
  }
