// npm run secrets -- --stage prod: asks for the secrets of a stage, and puts them into Parameter Store.
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { openParameterStore } from './secrets/parameter-store.ts'
import { runSecrets } from './secrets/run-secrets.ts'
import { readSecretsOptions, usage } from './secrets/secrets-options.ts'
import { openTerminal } from './secrets/terminal.ts'

const options = readSecretsOptions(process.argv.slice(2))
if ('mistake' in options) {
  console.error(`${options.mistake}\n\n${usage}`)
  process.exitCode = 2
} else {
  const { stdin, stdout } = process
  const terminal = stdin.isTTY ? openTerminal(stdin, stdout) : undefined
  process.exitCode = await runSecrets(options, {
    root: fileURLToPath(new URL('..', import.meta.url)),
    config: process.env.CLOSING_BELL_CONFIG,
    openStore: openParameterStore,
    say: (line) => console.log(line),
    input: terminal ? { kind: 'terminal', terminal } : { kind: 'pipe', text: () => text(stdin) },
  }).finally(() => terminal?.close())
}
