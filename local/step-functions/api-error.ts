/** An answer that is an error, under the name that AWS gives it. */
export class ApiError extends Error {
  override name = 'ApiError' as const
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}
