import {
  type WebAPIHTTPError,
  type WebAPIPlatformError,
  type WebAPIRateLimitedError,
  type WebAPIRequestError,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api'
import type { HeldSecret } from '../usecases/ports/held-secret.ts'
import type { Log } from '../usecases/ports/log.ts'
import { fetchWithToken } from './bot-token.ts'
import { SlackBusy, SlackRefused, SlackUnavailable } from './errors.ts'
import { createLibraryLog } from './library-log.ts'
import { loggedFetch } from './logged-fetch.ts'

/** The defaults are made for servers: no time-out, ten retries over half an hour, sleeping through `Retry-After`. */
export function webClientOptions(slackApiUrl: string, botToken: HeldSecret<string>, log: Log): WebClientOptions {
  const fetch = loggedFetch(slackApiUrl, { fetch: fetchWithToken(slackApiUrl, botToken), log })
  const logger = createLibraryLog(log)
  return { slackApiUrl, timeout: 10_000, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, fetch, logger }
}

export function createWebClient(slackApiUrl: string, botToken: HeldSecret<string>, log: Log): WebClient {
  return new WebClient(undefined, webClientOptions(slackApiUrl, botToken, log))
}

type WebApiError = WebAPIHTTPError | WebAPIPlatformError | WebAPIRateLimitedError | WebAPIRequestError

/** A call of Slack's Web API, with its failures under the names that the workflow knows. */
export async function call<T>(method: () => Promise<T>): Promise<T> {
  try {
    return await method()
  } catch (error) {
    throw readError(error)
  }
}

function readError(error: unknown): unknown {
  if (!isWebApiError(error)) return error
  switch (error.code as string) {
    case 'slack_webapi_platform_error':
      return readPlatformError('data' in error ? error.data.error : 'unknown', error)
    case 'slack_webapi_rate_limited_error':
      return new SlackBusy('Slack asks to wait.', { cause: error })
    default:
      return new SlackUnavailable('Slack did not answer.', { cause: error })
  }
}

/** Slack’s own faults, and those of the bot’s token: waiting is right for both, the second for whoever runs the bot. */
const passing = [
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'token_expired',
]

/** Slack reports these as an `ok: false`. */
function readPlatformError(said: string, cause: unknown): Error {
  // It is shown and logged. Slack's codes are such words; anything else is not Slack's.
  const reason = /^[a-z_]{1,80}$/.test(said) ? said : 'unknown'
  if (reason === 'ratelimited') return new SlackBusy('Slack asks to wait.', { cause })
  if (passing.includes(reason)) {
    return new SlackUnavailable(`Slack answered ${reason}.`, { cause })
  }
  return new SlackRefused(reason)
}

function isWebApiError(error: unknown): error is WebApiError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('slack_webapi_')
}
