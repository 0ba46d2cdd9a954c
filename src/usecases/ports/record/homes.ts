/** What is kept of the Home of somebody who opened it lately. */
export type HomeKept = {
  personId: string
  /** When they opened it, or did something there (ISO). */
  openedAt: string
  /** Another with everything that is begun: whoever read an older one does not write over it. */
  version: string
  /** Of what stands there, less the answer; null where that is not known. */
  hash: string | null
  /** What it was made from, and how often it was made from that; null where that is not known. */
  from: MadeFrom | null
  /** Slack does not take it; it is not tried again before they open it again. */
  isRefused: boolean
  /** What was answered to what they did there, at `openedAt`: until they open it again, or it is some minutes old. */
  answer: string | null
}

export type MadeFrom = { facts: string; times: number }

/** What became of publishing it. */
export type HomeNoted = { kind: 'shown'; hash: string; from: MadeFrom } | { kind: 'refused' }

/** `version`: one that was never given before. */
export type HomeSeen = { personId: string; at: string; version: string }

/** Who opened their Home, and what stands there. Reads are consistent. */
export type Homes = {
  /** Undefined where it was not opened since a moment (ISO). */
  read(personId: string, since: string): Promise<HomeKept | undefined>
  openedSince(since: string): Promise<HomeKept[]>
  /** They look at it now: what was answered, or refused, before is gone. */
  noteOpened(seen: HomeSeen): Promise<void>
  /** They did something there, and this is the answer. */
  noteAnswer(seen: HomeSeen, answer: string): Promise<void>
  /** Before it is published, with the answer as it is in `kept`; what stands there is then not known until it is noted. False where another began since it was read. */
  begin(kept: HomeKept, version: string): Promise<boolean>
  /** Where another has begun meanwhile, what stands there stays unknown. */
  note(personId: string, version: string, noted: HomeNoted): Promise<void>
  /** It was made again, and is what stands there already. */
  noteSame(kept: HomeKept, from: MadeFrom): Promise<void>
}
