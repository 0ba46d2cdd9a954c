import jsonata from 'jsonata'
import { StateFailed } from './execution/state-failed.ts'

/** What `$states` holds: `result` in a Task's Output only, `errorOutput` in a Catch's Output only. */
export type StatesVariable = { input: unknown; context: unknown; result?: unknown; errorOutput?: unknown }

const compiled = new Map<string, jsonata.Expression>()

export function isExpression(text: string): boolean {
  return text.startsWith('{%') && text.endsWith('%}') && text.length >= 4
}

/** The JSONata inside `{% … %}`. */
export function expressionText(text: string): string {
  return text.slice(2, -2).trim()
}

/** Throws jsonata's own error if the text is not JSONata. */
export function compileExpression(text: string): jsonata.Expression {
  const expression = compiled.get(text) ?? jsonata(text, { timeout: 5_000 })
  compiled.set(text, expression)
  return expression
}

/**
 * A value of a definition with every `{% … %}` in it replaced by its result.
 * `field` is where it stands in its state, as AWS writes it: `Arguments/Payload/request`.
 * Throws `StateFailed` with States.QueryEvaluationError where an expression throws or returns nothing.
 */
export async function evaluateTemplate(template: unknown, field: string, states: StatesVariable): Promise<unknown> {
  if (typeof template === 'string') return isExpression(template) ? evaluate(template, field, states) : template
  if (Array.isArray(template))
    return Promise.all(template.map((element, index) => evaluateTemplate(element, `${field}[${index}]`, states)))
  if (typeof template !== 'object' || template === null) return template
  const entries = Object.entries(template).map(
    async ([key, value]) => [key, await evaluateTemplate(value, `${field}/${key}`, states)] as const,
  )
  return Object.fromEntries(await Promise.all(entries))
}

async function evaluate(expression: string, field: string, states: StatesVariable): Promise<unknown> {
  const text = expressionText(expression)
  const where = `The JSONata expression '${text}' specified for the field '${field}'`
  let result: unknown
  try {
    result = await compileExpression(text).evaluate(undefined, { states })
  } catch (error) {
    throw new StateFailed(
      'States.QueryEvaluationError',
      `${where} threw an error during evaluation. ${describe(error)}`,
      field,
    )
  }
  const json = JSON.stringify(result)
  if (json === undefined || typeof result === 'function')
    throw new StateFailed('States.QueryEvaluationError', `${where} returned nothing (undefined).`, field)
  return JSON.parse(json)
}

/** jsonata throws plain objects with a code and a message as well as errors. */
function describe(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error)
  const code = 'code' in error ? `${String(error.code)}: ` : ''
  return `${code}${'message' in error ? String(error.message) : JSON.stringify(error)}`
}

/** Throws `StateFailed` unless `value`, which the field held or its expression returned, is a whole number of seconds. */
export function expectSeconds(value: unknown, field: string, minimum: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= 99_999_999) return value
  throw unexpectedResult(field, `a whole number from ${minimum} to 99999999`, value)
}

export function unexpectedResult(field: string, expected: string, value: unknown): StateFailed {
  return new StateFailed(
    'States.QueryEvaluationError',
    `The JSONata expression specified for the field '${field}' returned an unexpected result type. Expected ${expected}, but was: ${JSON.stringify(value)}`,
    field,
  )
}
