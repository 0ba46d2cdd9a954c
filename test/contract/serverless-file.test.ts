import { expect, test } from 'vitest'
import { readServerlessFile } from '../../local/serverless/serverless-file.ts'

const file = readServerlessFile('serverless.yml')

test('the functions come with their handlers, limits and retries', () => {
  expect(file.functions.map(({ name, source }) => [name, source])).toEqual(
    [
      'slack',
      'respond',
      'advance',
      'request-approval',
      'announce',
      'wake',
      'reconcile',
      'remind',
      'check',
      'export',
      'note-restored',
      'end-request',
    ].map((name) => [name, `src/handlers/${name}`]),
  )
  const timeouts = file.functions.map(({ name, timeoutSeconds }) => [name, timeoutSeconds])
  expect(Object.fromEntries(timeouts)).toMatchObject({ slack: 10, advance: 240 })
  const retries = file.functions.map(({ name, maximumRetryAttempts }) => [name, maximumRetryAttempts])
  expect(Object.fromEntries(retries)).toMatchObject({ respond: 2, wake: 0 })
})

test('settings that functions share are read through the anchors', () => {
  const slack = file.functions.find(({ name }) => name === 'slack')
  expect(slack?.environmentNames.toSorted()).toEqual([
    'CLOSING_BELL_CONFIG',
    'RESPOND_FUNCTION',
    'SLACK_API_URL',
    'SLACK_APP_ID',
    'SLACK_BOT_TOKEN',
    'SLACK_SIGNING_SECRET',
  ])
})

test('no function on AWS has a clock that can be moved', () => {
  const names = file.functions.flatMap(({ environmentNames }) => environmentNames)
  expect(names).toContain('CLOSING_BELL_CONFIG')
  expect(names).not.toContain('CLOSING_BELL_CLOCK')
})

test('one route, the schedules, one state machine whose placeholders are functions', () => {
  expect(file.routes).toEqual([{ method: 'POST', path: '/slack/events', functionName: 'slack' }])
  expect(file.schedules).toEqual([
    { name: 'WakeSchedule', expression: 'rate(1 minute)', functionName: 'wake' },
    { name: 'ReconcileSchedule', expression: 'rate(15 minutes)', functionName: 'reconcile' },
    { name: 'RemindSchedule', expression: 'rate(15 minutes)', functionName: 'remind' },
  ])
  expect(file.stateMachine.definition).toMatchObject({ QueryLanguage: 'JSONata' })
  expect(file.stateMachine.functionBySubstitution).toEqual({
    AdvanceFunctionArn: 'advance',
    RequestApprovalFunctionArn: 'request-approval',
    AnnounceFunctionArn: 'announce',
  })
})

test('the table is what CreateTable takes: no setting that is only for AWS', () => {
  expect(Object.keys(file.table).toSorted()).toEqual([
    'AttributeDefinitions',
    'BillingMode',
    'GlobalSecondaryIndexes',
    'KeySchema',
  ])
})
