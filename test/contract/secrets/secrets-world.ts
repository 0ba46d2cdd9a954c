import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openParameterStore } from '../../../scripts/secrets/parameter-store.ts'
import { runSecrets } from '../../../scripts/secrets/run-secrets.ts'
import { readSecretsOptions } from '../../../scripts/secrets/secrets-options.ts'
import { Interrupted } from '../../../scripts/secrets/terminal.ts'
import { startParameterStore } from '../../support/fake-parameter-store.ts'

export const botToken = 'xoxb-1111-2222-aBcDeFgH'
export const signingSecret = '0123456789abcdef0123456789abcdef'
export const client = { id: '3f8f5a1e-7a35-4c5c-9f3e-0c1e6d1d7b11', secret: 'kX7=the-client/secret+9Q' }

/** What a person types, in order; `leave` is Ctrl-C. */
export const leave = Symbol('Ctrl-C')
type Typed = string | typeof leave

export const paths = (stage: string) => ({
  token: `/closing-bell/${stage}/slack/bot-token`,
  signing: `/closing-bell/${stage}/slack/signing-secret`,
  id: `/closing-bell/${stage}/zuora/client-id`,
  secret: `/closing-bell/${stage}/zuora/client-secret`,
})

/** A clone of the project, as far as its secrets go. `edit` changes a file's text. */
export function cloneProject(edit: { config?: (text: string) => string; serverless?: (text: string) => string } = {}) {
  const root = mkdtempSync(join(tmpdir(), 'secrets-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const { config = (text) => text, serverless = (text) => text } = edit
  // The rest of either file takes its time to be read, and has no secret.
  const example = readFileSync('closing-bell.example.yml', 'utf8').replace(/^reminders:.*$/m, '')
  const [deployed = ''] = readFileSync('serverless.yml', 'utf8').split('\nresources:')
  writeFileSync(join(root, 'closing-bell.yml'), config(example))
  copyFileSync(join(root, 'closing-bell.yml'), join(root, 'closing-bell.sandbox.yml'))
  writeFileSync(join(root, 'serverless.yml'), serverless(deployed))
  return root
}

/** `npm run secrets -- …` on a Parameter Store in this process; everything that it says is kept. */
export async function openSecrets(given: Record<string, string> = {}, root = cloneProject()) {
  const store = await startParameterStore(given)
  const said: string[] = []
  const questions: { words: string; isHidden: boolean }[] = []

  async function run(command: string, input: { type: Typed[] } | { pipe: string } = { type: [] }): Promise<number> {
    const options = readSecretsOptions(command.split(' ').filter((word) => word !== ''))
    if ('mistake' in options) throw new Error(options.mistake)
    const say = (line: string) => void said.push(line)
    const typed = 'type' in input ? [...input.type] : []
    const ask = (isHidden: boolean) => async (words: string) => {
      questions.push({ words, isHidden })
      const next = typed.shift()
      if (typeof next !== 'string') throw new Interrupted('Interrupted.')
      return next
    }
    return runSecrets(options, {
      root,
      config: undefined,
      openStore: openParameterStore,
      say,
      input:
        'pipe' in input
          ? { kind: 'pipe', text: async () => input.pipe }
          : { kind: 'terminal', terminal: { say, ask: ask(false), askHidden: ask(true) } },
    })
  }

  return { ...store, run, said, questions, text: () => said.join('\n') }
}
