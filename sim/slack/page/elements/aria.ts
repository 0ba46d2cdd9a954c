/** What assistive technology says of a field. */
export type Aria = {
  'aria-describedby'?: string | undefined
  'aria-labelledby'?: string | undefined
  'aria-label'?: string | undefined
  'aria-required'?: boolean | undefined
  'aria-invalid'?: boolean
}
