/** A state failed with an error name of Amazon States Language; Retry and Catch may still handle it. */
export class StateFailed extends Error {
  override name = 'StateFailed' as const
  readonly error: string
  /** The field whose expression failed, or null where the failure is not an expression's. */
  readonly location: string | null

  constructor(error: string, cause: string, location: string | null = null) {
    super(cause)
    this.error = error
    this.location = location
  }
}
