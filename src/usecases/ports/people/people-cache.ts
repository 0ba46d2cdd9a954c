import type { DescribedPerson } from './people.ts'

/** What Slack said, and when it was asked (ISO): what it said cannot be older than that. */
export type Said<T> = { value: T; askedAt: string }

/** Answers of Slack by the id of whom or what they are about, shared by everything that asks. Reads are consistent. */
export type SharedAnswers<T> = {
  /** The last that was kept, however old. */
  read(id: string): Promise<Said<T> | undefined>
  /** An older answer never takes the place of a newer one. */
  keep(id: string, said: Said<T>): Promise<void>
  /** Whether the caller may ask Slack now: for some seconds nobody else may. */
  claim(id: string): Promise<boolean>
}

/** Holds names and e-mail addresses, so nothing in it is kept longer than minutes. */
export type PeopleCache = { persons: SharedAnswers<DescribedPerson>; groups: SharedAnswers<readonly string[]> }
