import type { Definition } from './definition-shape.ts'

/** A state machine that executions can be started of. `definitionId` is its definition's in the store. */
export type StateMachine = { arn: string; definition: Definition; definitionId: string }
