import { GetParametersByPathCommand } from '@aws-sdk/client-ssm'
import { neededSecrets } from '../../secrets/needed-secrets.ts'
import { type Finding, findingsOf } from '../finding.ts'
import type { Aws } from './clients.ts'

const { ok, fault } = findingsOf('secrets')

/** That each is set, and encrypted; never what it is. */
export async function checkSecrets(
  { ssm }: Aws,
  of: { serverlessFile: string; stage: string; configJson: string },
): Promise<Finding[]> {
  const needed = neededSecrets(of)
  const write = `npm run secrets -- --stage ${of.stage}`
  if (!needed.ok) return needed.mistakes.map((mistake) => fault(mistake, 'correct serverless.yml, then deploy.'))
  const types = await typesBelow(ssm, needed.root)
  const wrong = needed.secrets.flatMap(({ name, path }) => {
    const type = types.get(path)
    if (type === undefined) return [fault(`${name} is not set`, `${write} asks for it.`)]
    if (type === 'SecureString') return []
    return [fault(`${name} is not encrypted (${type})`, `delete ${path} in Parameter Store, then ${write}.`)]
  })
  return wrong.length > 0 ? wrong : [ok(`${needed.secrets.map(({ name }) => name).join(', ')} are set and encrypted`)]
}

/** Without decryption: what it answers are encrypted values, which nobody here looks at. */
async function typesBelow(ssm: Aws['ssm'], root: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  let NextToken: string | undefined
  do {
    const command = new GetParametersByPathCommand({ Path: root, Recursive: true, WithDecryption: false, NextToken })
    const page = await ssm.send(command)
    for (const { Name, Type } of page.Parameters ?? []) if (Name) found.set(Name, Type ?? 'unknown')
    NextToken = page.NextToken
  } while (NextToken)
  return found
}
