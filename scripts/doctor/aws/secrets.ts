import { neededSecrets } from '../../secrets/needed-secrets.ts'
import { listSecrets } from '../../secrets/parameter-store.ts'
import { type Finding, findingsOf } from '../finding.ts'
import type { Aws } from './clients.ts'

const { ok, fault } = findingsOf('secrets')

/** That each is set, and encrypted; never what it is. */
export async function checkSecrets({ ssm }: Aws, of: Parameters<typeof neededSecrets>[0]): Promise<Finding[]> {
  const needed = neededSecrets(of)
  const write = `npm run secrets -- --stage ${of.stage}`
  if (!needed.ok) return needed.mistakes.map((mistake) => fault(mistake, 'correct serverless.yml, then deploy.'))
  const stored = await listSecrets(ssm, needed.root)
  const wrong = needed.secrets.flatMap(({ name, path }) => {
    const secret = stored.get(path)
    if (secret === undefined) return [fault(`${name} is not set`, `${write} asks for it.`)]
    if (secret.isEncrypted) return []
    return [fault(`${name} is not encrypted`, `delete ${path} in Parameter Store, then ${write}.`)]
  })
  return wrong.length > 0 ? wrong : [ok(`${needed.secrets.map(({ name }) => name).join(', ')} are set and encrypted`)]
}
