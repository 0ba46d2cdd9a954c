import type { State } from './definition-shape.ts'
import { compileExpression, expressionText, isExpression } from './expressions.ts'

/**
 * Functions an expression may call. Not here: $eval, which AWS disables; $now and $millis, which would read another clock
 * than the interpreter's; those that only AWS has.
 */
const functions = new Set(
  `abs append assert base64decode base64encode boolean ceil contains count distinct each error exists floor formatNumber
  join keys length lookup lowercase max merge min not number pad power replace reverse round sort split spread sqrt
  string substring substringAfter substringBefore sum trim type uppercase zip average`.split(/\s+/),
)

/** One line per expression of a state that does not parse or uses what has no value there; AWS and jsonata would find that only at run time. */
export function findExpressionMistakes(state: State, path: string): string[] {
  return stringsIn(state, '').flatMap(({ field, text }) => {
    if (field.endsWith('/Comment')) return []
    const at = `${path}${field}`
    if (!isExpression(text))
      return text.startsWith('{%') || text.endsWith('%}')
        ? [`${at}: an expression must begin with {% and end with %}`]
        : []
    try {
      return checkSyntaxTree(compileExpression(expressionText(text)).ast(), rootsIn(state, field), true).map(
        (mistake) => `${at}: ${mistake}`,
      )
    } catch (error) {
      return [`${at}: ${error instanceof Error ? error.message : JSON.stringify(error)}`]
    }
  })
}

function stringsIn(value: unknown, field: string): { field: string; text: string }[] {
  if (typeof value === 'string') return [{ field, text: value }]
  if (Array.isArray(value)) return value.flatMap((element, index) => stringsIn(element, `${field}[${index}]`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => stringsIn(inner, `${field}/${key}`))
}

function rootsIn(state: State, field: string): Set<string> {
  if (/^\/Catch\[\d+\]\/Output/.test(field)) return new Set(['input', 'context', 'errorOutput'])
  if (state.Type === 'Task' && field.startsWith('/Output')) return new Set(['input', 'context', 'result'])
  return new Set(['input', 'context'])
}

/** `top`: a bare name here would be read from a context item, of which there is none; AWS refuses it too. */
function checkSyntaxTree(node: unknown, roots: Set<string>, top: boolean): string[] {
  if (Array.isArray(node)) return node.flatMap((element) => checkSyntaxTree(element, roots, top))
  if (!isNode(node)) return []
  if (node.type === 'path' && Array.isArray(node.steps)) return checkPath(node.steps, roots, top)
  if (node.type === 'variable' && node.value !== '') return checkVariable(String(node.value))
  if (top && node.type === 'name')
    return [`'${String(node.value)}' has no value here; write $states.input.${String(node.value)}`]
  return Object.entries(node).flatMap(([key, inner]) =>
    checkSyntaxTree(inner, roots, top && key !== 'predicate' && key !== 'stages' && key !== 'group'),
  )
}

function checkPath(steps: unknown[], roots: Set<string>, top: boolean): string[] {
  const [first, second] = steps
  const mistakes = [...checkSyntaxTree(first, roots, top), ...checkSyntaxTree(steps.slice(1), roots, false)]
  if (!isNode(first) || first.type !== 'variable' || first.value !== 'states') return mistakes
  const root = isNode(second) && second.type === 'name' ? String(second.value) : ''
  return roots.has(root) ? mistakes : [...mistakes, `$states.${root} has no value here`]
}

function checkVariable(name: string): string[] {
  if (name === 'states' || functions.has(name)) return []
  return [`$${name} has no value, or is a function that is not supported`]
}

function isNode(node: unknown): node is Record<string, unknown> {
  return typeof node === 'object' && node !== null
}
