import { loadDefinition } from '../definition.ts'
import type { Definition, TaskState } from '../definition-shape.ts'
import type { Execution, Visit } from './execution.ts'
import type { Store } from './store.ts'

export type KeptDefinitions = {
  of(execution: Execution): Definition
  /** The task that the visit is to. Throws where it is none. */
  taskOf(execution: Execution, visit: Visit): TaskState
}

/** The definitions that executions began with, each loaded once. */
export function openKeptDefinitions(store: Store): KeptDefinitions {
  const loaded = new Map<string, Definition>()
  const definitionOf = ({ definitionId }: Execution): Definition => {
    const definition = loaded.get(definitionId) ?? loadDefinition(store.readDefinition(definitionId))
    loaded.set(definitionId, definition)
    return definition
  }
  return {
    of: definitionOf,
    taskOf(execution, { stateName }) {
      const state = definitionOf(execution).States[stateName]
      if (state?.Type !== 'Task') throw new Error(`'${stateName}' is no task`)
      return state
    },
  }
}
