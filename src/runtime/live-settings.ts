import { isDeepStrictEqual } from 'node:util'
import { SecretMissing } from '../secrets.ts'
import type { HeldSecret } from '../usecases/ports/held-secret.ts'
import type { Log } from '../usecases/ports/log.ts'

type Values = Readonly<Record<string, string>>

/** `held`: what `pick` takes from the settings. */
export type LiveSettings = { held<T>(pick: (values: Values) => T): HeldSecret<T> }

type LiveSettingsOptions = {
  /** All settings of the function, secrets read. */
  read: () => Promise<Values>
  now: () => Date
  log: Log
}

/** For what looks once, with what was read just now: what is refused is what is wrong. */
export function heldAsRead<T>(value: T): HeldSecret<T> {
  return { current: async () => value, instead: async () => undefined }
}

export const botTokenIn = ({ SLACK_BOT_TOKEN = '' }: Values) => SLACK_BOT_TOKEN

/** After so long a container that is in use has read its secrets again. */
const renewAfterMs = 5 * 60_000
/** A reading that failed, or that brought nothing for what was refused, is not made again before. */
const tryAgainAfterMs = 60_000

/**
 * The settings of a container that lives on while secrets are replaced: read again when they are older than five minutes,
 * and when the outside refuses one; always all of them in one reading, for everybody who waits.
 */
export function createLiveSettings(first: Values, { read, now, log }: LiveSettingsOptions): LiveSettings {
  let values = first
  let renewAtMs = now().getTime() + renewAfterMs
  let reading: Promise<void> | undefined

  async function readAgain(): Promise<void> {
    try {
      const found = await read()
      const changed = Object.keys(found).filter((name) => found[name] !== values[name])
      values = found
      renewAtMs = now().getTime() + renewAfterMs
      if (changed.length > 0) log('secrets-renewed', { changed: changed.join(', ') })
    } catch (error) {
      renewAtMs = now().getTime() + tryAgainAfterMs
      log('secrets-not-renewed', { error: whyNot(error) })
    }
  }

  function renew(): Promise<void> {
    reading ??= readAgain().finally(() => {
      reading = undefined
    })
    return reading
  }

  return {
    held(pick) {
      let notBeforeMs = 0
      return {
        async current() {
          if (now().getTime() >= renewAtMs) await renew()
          return pick(values)
        },
        async instead(refused) {
          await reading
          const isSame = () => isDeepStrictEqual(pick(values), refused)
          // Anybody can send a signature that is refused, so that a refusal alone must not be a call of AWS.
          if (isSame() && now().getTime() >= notBeforeMs) {
            notBeforeMs = now().getTime() + tryAgainAfterMs
            void renew()
          }
          // Perhaps somebody else's.
          await reading
          if (isSame()) return undefined
          notBeforeMs = 0
          return pick(values)
        },
      }
    },
  }
}

/** Words are trusted not to hold a secret only where they are this program's own. */
function whyNot(error: unknown): string {
  if (error instanceof SecretMissing) return error.message
  return error instanceof Error ? error.name : 'unknown'
}
