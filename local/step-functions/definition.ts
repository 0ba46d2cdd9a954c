import type { z } from 'zod'
import { type Definition, definitionShape, type State } from './definition-shape.ts'
import { findExpressionMistakes } from './expression-mistakes.ts'

/** A definition uses something that this interpreter does not run, or that AWS would refuse. */
export class DefinitionRefused extends Error {
  override name = 'DefinitionRefused' as const
  readonly mistakes: string[]

  constructor(mistakes: string[]) {
    super(`The state machine cannot be run:\n${mistakes.map((mistake) => `  ${mistake}`).join('\n')}`)
    this.mistakes = mistakes
  }
}

/** Throws `DefinitionRefused` with one line per mistake, each beginning with its path as AWS writes it: `/States/Poll/Next`. */
export function loadDefinition(definition: unknown): Definition {
  const parsed = definitionShape.safeParse(definition)
  if (!parsed.success) throw new DefinitionRefused(parsed.error.issues.flatMap(describeIssue))
  const mistakes = [...findTransitionMistakes(parsed.data), ...findStateMistakes(parsed.data)]
  if (mistakes.length > 0) throw new DefinitionRefused(mistakes)
  return parsed.data
}

function describeIssue(issue: z.core.$ZodIssue): string[] {
  const path = `/${issue.path.join('/')}`
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `${path === '/' ? '' : path}/${key}: this field is not supported`)
  if (issue.code === 'invalid_union' && issue.path.at(-1) === 'Type')
    return [`${path}: this state type is not supported; it must be Task, Choice, Wait, Succeed or Fail`]
  if (path === '/QueryLanguage') return [`${path}: must be JSONata`]
  return [`${path}: ${issue.message}`]
}

function findTransitionMistakes({ StartAt, States }: Definition): string[] {
  const transitions = Object.entries(States).flatMap(([name, state]) =>
    transitionsOf(state).map(({ field, next }) => ({ path: `/States/${name}/${field}`, from: name, next })),
  )
  const unknown = [{ path: '/StartAt', next: StartAt }, ...transitions].filter(
    ({ next }) => !Object.hasOwn(States, next),
  )
  const reached = new Set([StartAt])
  // A Set visits what is added to it while it is walked.
  for (const name of reached) for (const { from, next } of transitions) if (from === name) reached.add(next)
  return [
    ...unknown.map(({ path, next }) => `${path}: there is no state '${next}'`),
    ...Object.keys(States)
      .filter((name) => !reached.has(name))
      .map((name) => `/States/${name}: no state leads here`),
  ]
}

function transitionsOf(state: State): { field: string; next: string }[] {
  if (state.Type === 'Succeed' || state.Type === 'Fail') return []
  if (state.Type === 'Choice') {
    const rules = state.Choices.map((rule, index) => ({ field: `Choices[${index}]/Next`, next: rule.Next }))
    return state.Default === undefined ? rules : [...rules, { field: 'Default', next: state.Default }]
  }
  const next = state.Next === undefined ? [] : [{ field: 'Next', next: state.Next }]
  if (state.Type === 'Wait') return next
  return [...next, ...state.Catch.map((catcher, index) => ({ field: `Catch[${index}]/Next`, next: catcher.Next }))]
}

function findStateMistakes({ States }: Definition): string[] {
  return Object.entries(States).flatMap(([name, state]) => {
    const path = `/States/${name}`
    const mistakes = findExpressionMistakes(state, path)
    if ((state.Type === 'Task' || state.Type === 'Wait') && (state.Next === undefined) === (state.End === undefined))
      mistakes.push(`${path}: needs either Next or End`)
    if (state.Type !== 'Task') return mistakes
    if (state.Arguments.FunctionName.includes('${'))
      mistakes.push(`${path}/Arguments/FunctionName: '${state.Arguments.FunctionName}' has not been substituted`)
    return [
      ...mistakes,
      ...findWildcardMistakes(state.Retry, `${path}/Retry`),
      ...findWildcardMistakes(state.Catch, `${path}/Catch`),
    ]
  })
}

/** "States.ALL" must stand alone, and in the last retrier or catcher. */
function findWildcardMistakes(rules: { ErrorEquals: string[] }[], path: string): string[] {
  return rules.flatMap(({ ErrorEquals }, index) =>
    ErrorEquals.includes('States.ALL') && (ErrorEquals.length > 1 || index < rules.length - 1)
      ? [`${path}[${index}]/ErrorEquals: States.ALL must stand alone and last`]
      : [],
  )
}
