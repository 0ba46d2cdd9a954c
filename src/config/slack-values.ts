import * as z from 'zod/mini'

export const matching = (pattern: RegExp, what: string) => z.string().check(z.regex(pattern, `must be ${what}`))

export const team = matching(/^[TE][A-Z0-9]+$/, 'a workspace id such as T0123ABCD')
export const channel = matching(/^[CG][A-Z0-9]+$/, 'a channel id such as C0123ABCD')
export const person = matching(/^[UW][A-Z0-9]+$/, 'a user id such as U0123ABCD')
/** Slack's rules: 32 characters with the slash, lower case, no spaces, of signs only hyphens and underscores. */
export const slashCommand = z._default(
  matching(
    /^\/[a-z0-9][a-z0-9_-]{0,30}$/,
    'a slash command such as /period-sandbox: lower-case letters, digits, - and _, at most 32 characters',
  ),
  '/period',
)
