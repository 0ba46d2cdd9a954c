import { ZuoraBusy, ZuoraRefused, ZuoraSignInRefused, ZuoraUnavailable } from '../errors.ts'

/** Why something could not be looked at, for a person; never a value that Zuora sent by mistake. */
export function reasonInWords(error: unknown): string {
  if (error instanceof ZuoraBusy) return 'Zuora is busy'
  if (error instanceof ZuoraUnavailable) return 'Zuora did not answer'
  if (error instanceof ZuoraSignInRefused) return 'Zuora refused to sign in'
  if (error instanceof ZuoraRefused) return `Zuora refused: ${error.message}`
  return 'Zuora’s answer could not be read'
}
