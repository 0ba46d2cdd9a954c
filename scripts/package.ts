// npm run package: the configuration that CLOSING_BELL_CONFIG names, or the example, as it would be deployed to stage dev.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readServerlessFile } from '../local/serverless/serverless-file.ts'
import { compileConfig } from './build/compile-config.ts'
import { ownSettingsMissing } from './build/own-settings-missing.ts'
import { packageFunctions } from './build/package-functions.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
if (process.argv.length > 2) {
  console.error('It takes no options. What a stage would be given: npm run deploy -- --stage S --dry-run')
  process.exitCode = 2
} else process.exitCode = (await run()) ? 0 : 1

async function run(): Promise<boolean> {
  const { CLOSING_BELL_CONFIG: given } = process.env
  const configPath = given ?? join(root, 'closing-bell.example.yml')
  const compiled = compileConfig(configPath)
  const mistakes = compiled.ok
    ? ownSettingsMissing(compiled.config, readServerlessFile(join(root, 'serverless.yml')).functions)
    : compiled.mistakes.map((mistake) => `${configPath}: ${mistake}`)
  for (const mistake of mistakes) console.error(mistake)
  if (!compiled.ok || mistakes.length > 0) return false
  const bundles = await packageFunctions({
    configJson: compiled.json,
    buildDir: join(root, '.build'),
    templateDir: join(root, '.serverless'),
  })
  for (const { name, bytes } of bundles) console.log(`${name.padEnd(18)} ${(bytes / 1024).toFixed(0).padStart(5)} kB`)
  console.log('Template: .serverless/cloudformation-template-update-stack.json, packages: .build/*.zip')
  if (!given) console.log('CLOSING_BELL_CONFIG is not set: this package holds the example, which is not for deploying.')
  return true
}
