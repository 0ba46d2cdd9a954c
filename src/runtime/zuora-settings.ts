import { ownSettingName } from '../config.ts'

/** What an entity's Zuora is reached with: of the settings that were read its own, or the shared. */
export function zuoraSettingsOf(settings: Readonly<Record<string, string | undefined>>, key: string) {
  const read = (name: string) => settings[ownSettingName(name, key)] ?? settings[name] ?? ''
  return {
    baseUrl: read('ZUORA_BASE_URL'),
    clientId: read('ZUORA_CLIENT_ID'),
    clientSecret: read('ZUORA_CLIENT_SECRET'),
  }
}
