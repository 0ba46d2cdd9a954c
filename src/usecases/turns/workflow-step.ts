/** What the state machine branches on. */
export type WorkflowStep =
  | { kind: 'asked' }
  | { kind: 'wait'; seconds: number }
  | { kind: 'await-decision'; timeoutSeconds: number }
  | { kind: 'announce' }
  | { kind: 'finished' }
