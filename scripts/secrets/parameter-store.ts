import { GetParameterCommand, GetParametersByPathCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm'

export type StoredSecret = { at: Date; version: number; isEncrypted: boolean }

export type ParameterStore = {
  /** What is set below a path, by path; never a value. */
  list(root: string): Promise<ReadonlyMap<string, StoredSecret>>
  /** Undefined where it is not set. */
  read(path: string): Promise<string | undefined>
  write(path: string, value: string): Promise<void>
}

/** With the credentials that every AWS tool finds: a profile, SSO, the environment. */
export function openParameterStore({
  region,
  profile,
}: {
  region: string
  profile: string | undefined
}): ParameterStore {
  const ssm = new SSMClient({ region, ...(profile === undefined ? {} : { profile }) })
  return {
    list: (root) => listSecrets(ssm, root),
    async read(path) {
      try {
        const found = await ssm.send(new GetParameterCommand({ Name: path, WithDecryption: true }))
        return found.Parameter?.Value
      } catch (error) {
        if (error instanceof Error && error.name === 'ParameterNotFound') return undefined
        throw error
      }
    },
    async write(path, value) {
      await ssm.send(new PutParameterCommand({ Name: path, Value: value, Type: 'SecureString', Overwrite: true }))
    },
  }
}

/** Without decryption: it answers the encrypted values, which nobody here looks at. */
export async function listSecrets(ssm: SSMClient, root: string): Promise<ReadonlyMap<string, StoredSecret>> {
  const found = new Map<string, StoredSecret>()
  let NextToken: string | undefined
  do {
    const command = new GetParametersByPathCommand({ Path: root, Recursive: true, WithDecryption: false, NextToken })
    const page = await ssm.send(command)
    for (const { Name, LastModifiedDate, Version, Type } of page.Parameters ?? []) {
      const at = LastModifiedDate ?? new Date(0)
      if (Name) found.set(Name, { at, version: Version ?? 0, isEncrypted: Type === 'SecureString' })
    }
    NextToken = page.NextToken
  } while (NextToken)
  return found
}
