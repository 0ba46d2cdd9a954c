/** A secret that may be replaced while the program runs: as it is now, and what has come in its place when it is refused. */
export type HeldSecret<T> = {
  /** Never fails: what was read before counts on where it cannot be read again. */
  current(): Promise<T>
  /** Undefined when nothing else has come in the place of what was refused. */
  instead(refused: T): Promise<T | undefined>
}
