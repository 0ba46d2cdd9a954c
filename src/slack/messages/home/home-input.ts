import type { HomeOfPerson } from '../../../domain/home/home.ts'
import type { Picture } from '../../../usecases/ports/telling/pictures.ts'
import type { EntityLabel } from '../text/words.ts'

/** What one person's Home is drawn from. */
export type HomeInput = {
  home: HomeOfPerson
  /** Of days to close, by entity; null where there is none. */
  picture: (entity: string) => Picture | null
  /** To where people can act on a request, by its reference; null where Slack does not tell. */
  link: (reference: string) => string | null
  label: EntityLabel
}

export type HomeWithPart = Extract<HomeOfPerson, { kind: 'home' }>
