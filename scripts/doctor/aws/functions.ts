import { GetFunctionCommand, type GetFunctionCommandOutput } from '@aws-sdk/client-lambda'
import { type Finding, findingsOf } from '../finding.ts'
import type { Aws } from './clients.ts'
import { isMissing } from './guarded.ts'

const { ok, fault, warning } = findingsOf('functions')
const codeTag = 'closing-bell-code'

type Seen = { name: string; found: GetFunctionCommandOutput | undefined }
type Place = { stage: string; code: string }

/** All run, none was stopped by hand, and all are of one version. `code`: that of this checkout. */
export async function checkFunctions({ lambda }: Aws, names: readonly string[], place: Place): Promise<Finding[]> {
  const seen = await Promise.all(names.map((name) => look(lambda, `closing-bell-${place.stage}-${name}`)))
  const faults = seen.flatMap((each) => faultsOf(each, place))
  return [...faults, ...checkVersions(seen, place, faults.length)]
}

async function look(lambda: Aws['lambda'], name: string): Promise<Seen> {
  try {
    return { name, found: await lambda.send(new GetFunctionCommand({ FunctionName: name })) }
  } catch (error) {
    if (isMissing(error)) return { name, found: undefined }
    throw error
  }
}

function faultsOf({ name, found }: Seen, { stage }: Place): Finding[] {
  const deploy = `npm run deploy -- --stage ${stage}.`
  if (found === undefined) return [fault(`${name} is not there`, deploy)]
  const { State, StateReason, LastUpdateStatus, LastUpdateStatusReason } = found.Configuration ?? {}
  return [
    // A function that has not been called for weeks is Inactive, and wakes when it is.
    ...(State === 'Active' || State === 'Inactive' ? [] : [fault(`${name} is ${State}: ${StateReason ?? ''}`, deploy)]),
    ...(LastUpdateStatus === 'Failed'
      ? [fault(`${name} was not updated: ${LastUpdateStatusReason ?? ''}`, deploy)]
      : []),
    ...(found.Concurrency?.ReservedConcurrentExecutions === 0
      ? [
          fault(
            `${name} was stopped by hand: it may not run at all (reserved concurrency 0)`,
            `if the reason for it is gone: aws lambda delete-function-concurrency --function-name ${name}`,
          ),
        ]
      : []),
  ]
}

function checkVersions(seen: readonly Seen[], { stage, code }: Place, faults: number): Finding[] {
  const deploy = `npm run deploy -- --stage ${stage}.`
  const versions = new Map<string, string[]>()
  for (const { name, found } of seen) {
    const version = found?.Tags?.[codeTag]
    if (version !== undefined) versions.set(version, [...(versions.get(version) ?? []), name])
  }
  const [first, ...others] = versions.entries()
  if (first === undefined) return [warning('it is not known of which version they are', deploy)]
  if (others.length > 0) {
    const told = [first, ...others].map(([version, names]) => `${version}: ${names.join(', ')}`)
    return [fault(`they are of different versions (${told.join('; ')})`, deploy)]
  }
  const [version] = first
  if (version !== code) {
    return [
      warning(
        `all are of ${version}, and this checkout is ${code}`,
        `check out ${version.split(' ').at(-1)} and run this again, or ${deploy}`,
      ),
    ]
  }
  return faults > 0 ? [] : [ok(`all run, and are of this checkout (${version})`)]
}
