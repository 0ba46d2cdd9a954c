// npm run package [-- --stage prod --param zuora-base-url=https://rest.zuora.com]
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readServerlessFile } from '../local/serverless/serverless-file.ts'
import { compileConfig } from './build/compile-config.ts'
import { ownSettingsMissing } from './build/own-settings-missing.ts'
import { packageFunctions } from './build/package-functions.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const configPath = process.env.CLOSING_BELL_CONFIG ?? join(root, 'closing-bell.example.yml')
const config = compileConfig(configPath)
const missing = config.ok
  ? ownSettingsMissing(config.json, readServerlessFile(join(root, 'serverless.yml')).functions)
  : []
if (config.ok && missing.length === 0) {
  const bundles = await packageFunctions({
    configJson: config.json,
    buildDir: join(root, '.build'),
    templateDir: join(root, '.serverless'),
    oslsArguments: process.argv.slice(2),
  })
  for (const { name, bytes } of bundles) console.log(`${name.padEnd(18)} ${(bytes / 1024).toFixed(0).padStart(5)} kB`)
  console.log('Template: .serverless/cloudformation-template-update-stack.json, packages: .build/*.zip')
  if (!process.env.CLOSING_BELL_CONFIG) {
    console.log(
      'CLOSING_BELL_CONFIG is not set: this package holds closing-bell.example.yml, which is not for deploying.',
    )
  }
} else {
  const mistakes = config.ok ? missing : config.mistakes.map((mistake) => `${configPath}: ${mistake}`)
  for (const mistake of mistakes) console.error(mistake)
  process.exitCode = 1
}
