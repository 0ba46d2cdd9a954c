import type { HomeOfPerson } from '../../../domain/home/home.ts'
import type { Picture } from './pictures.ts'

/** What one person is shown. */
export type HomeShown = {
  home: HomeOfPerson
  /** Days to close, by entity. */
  pictures: ReadonlyMap<string, Picture>
}

/** A view, ready to be published; the hash is the same for the same. `inWords`: with words in the place of pictures. */
export type HomeMade = { hash: string; blocks: string; inWords: string }

export type HomePublisher = {
  make(shown: HomeShown): Promise<HomeMade>
  /**
   * With an answer beside what was pressed, as `noteAnswer` keeps it; with null, the answer alone. `in-words`: Slack did not take its pictures.
   * `refused`: Slack does not take it for good, which is logged. Throws `SlackBusy` and `SlackUnavailable`.
   */
  publish(personId: string, made: HomeMade | null, answer: string | null): Promise<'published' | 'in-words' | 'refused'>
}
