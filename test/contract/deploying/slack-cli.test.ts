import { expect, test } from 'vitest'
import { manifestWanted } from '../../../scripts/slack-cli/manifest-wanted.ts'

const url = 'https://abc123.execute-api.us-east-1.amazonaws.com/slack/events'

test('what the Slack CLI deploys has the address and the stage of its .env file', () => {
  const environment = { SLACK_ENV: 'deployed', CLOSING_BELL_URL: url, CLOSING_BELL_STAGE: 'prod' }
  expect(manifestWanted(environment)).toEqual({
    ok: true,
    options: { to: { kind: 'address', url }, stage: 'prod' },
  })
})

test.each([{ SLACK_ENV: 'local', CLOSING_BELL_URL: url }, {}])('what it runs here has a socket: %j', (environment) => {
  expect(manifestWanted(environment)).toEqual({ ok: true, options: { to: { kind: 'socket' }, stage: null } })
})

test('an app with a deployment is not moved to Socket Mode because the address is missing', () => {
  expect(manifestWanted({ SLACK_ENV: 'deployed' })).toEqual({
    ok: false,
    mistakes: [
      'CLOSING_BELL_URL is not set: put the address that npm run deploy printed, and CLOSING_BELL_STAGE, into .env',
    ],
  })
})
