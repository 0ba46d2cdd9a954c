import { expect, test } from 'vitest'
import { readAnswer } from '../../../src/zuora/answers/answer.ts'

const now = new Date('2026-11-03T14:00:00Z')

function read(status: number, body: unknown, headers: Record<string, string> = {}) {
  return readAnswer({ status, headers, text: typeof body === 'string' ? body : JSON.stringify(body) }, now)
}

function reasons(code: string | number, message = 'Zuora’s words') {
  return { success: false, processId: 'CBCFED6580B4E076', reasons: [{ code, message }] }
}

// The first is Zuora's own example of an error; the others are the shapes that its documentation shows elsewhere.
test.each([
  [
    {
      success: false,
      processId: 'CBCFED6580B4E076',
      reasons: [{ code: 53100320, message: "'termType' value should be one of: TERMED, EVERGREEN" }],
    },
    {
      code: '53100320',
      message: "'termType' value should be one of: TERMED, EVERGREEN",
      processId: 'CBCFED6580B4E076',
    },
  ],
  [reasons('53100320'), { code: '53100320', message: 'Zuora’s words' }],
  [
    { Success: false, Errors: [{ Code: 'INVALID_VALUE', Message: 'The period is not open.' }] },
    { code: 'INVALID_VALUE', message: 'The period is not open.' },
  ],
  [
    { FaultCode: 'fns:INVALID_FIELD', FaultMessage: 'no' },
    { code: 'fns:INVALID_FIELD', message: 'no' },
  ],
  [
    { code: 'InvalidRequest', message: 'no' },
    { code: 'InvalidRequest', message: 'no' },
  ],
  [
    { success: false, requestId: 'r-2', reasons: [{ code: 50000030, message: null }] },
    { message: 'code 50000030', requestId: 'r-2' },
  ],
])('a refusal in a documented shape keeps Zuora’s code and words: %j', (body, expected) => {
  expect(read(400, body)).toMatchObject({ kind: 'refused', because: 'other', ...expected })
})

test('several reasons are told together', () => {
  const both = {
    success: false,
    reasons: [
      { code: 50000030, message: 'Earlier periods.' },
      { code: 50000030, message: 'Drafts.' },
    ],
  }
  expect(read(400, both)).toMatchObject({ kind: 'refused', code: '50000030', message: 'Earlier periods.; Drafts.' })
})

test.each([
  [reasons(50000030)],
  [{ Success: false, Errors: [{ Code: 'INVALID_VALUE', Message: 'no' }] }],
  [{ success: false }],
  [{ FaultCode: 'fns:X', FaultMessage: 'no' }],
  [{ reasons: [{ code: 'SystemError', message: 'no' }] }],
])('HTTP 200 does not mean that it succeeded: %j', (body) => {
  expect(read(200, body)).toMatchObject({ kind: 'refused' })
})

test.each([
  ['10', 'refused'],
  ['11', 'sign-in-refused'],
  ['20', 'refused'],
  ['21', 'refused'],
  ['22', 'refused'],
  ['23', 'refused'],
  ['27', 'refused'],
  ['30', 'refused'],
  ['40', 'refused'],
  ['45', 'refused'],
  ['50', 'busy'],
  ['60', 'unavailable'],
  ['61', 'unavailable'],
  ['70', 'busy'],
  ['90', 'refused'],
  ['99', 'unavailable'],
])('the last two digits of a code decide, whatever the HTTP status: %s is %s', (category, kind) => {
  expect(read(200, reasons(`500000${category}`))).toMatchObject({ kind })
  expect(read(400, reasons(Number(`500000${category}`)))).toMatchObject({ kind })
  expect(read(500, reasons(`500000${category}`))).toMatchObject({ kind })
})

test.each([
  [302, 'refused'],
  [400, 'refused'],
  [401, 'sign-in-refused'],
  [403, 'refused'],
  [404, 'refused'],
  [405, 'refused'],
  [406, 'refused'],
  [408, 'unavailable'],
  [409, 'busy'],
  [415, 'refused'],
  [429, 'busy'],
  [500, 'unavailable'],
  [502, 'unavailable'],
  [503, 'unavailable'],
  [504, 'unavailable'],
])('without a code, the HTTP status decides: %d is %s', (status, kind) => {
  const codeless = { code: `HTTP ${status}` }
  expect(read(status, '')).toMatchObject({ kind, ...codeless, message: `HTTP ${status} with a body that is not JSON` })
  expect(read(status, '<html><body>Maintenance</body></html>')).toMatchObject({ kind, ...codeless })
  expect(read(status, {})).toMatchObject({ kind, ...codeless, message: `HTTP ${status} without a reason` })
  expect(read(status, { reasons: [{ code: 'SystemError', message: 'x' }] })).toMatchObject({
    kind,
    code: 'SystemError',
  })
})

test('HTTP 401 and 429 mean what they say, whatever the code', () => {
  expect(read(401, reasons(90000010))).toMatchObject({ kind: 'sign-in-refused' })
  expect(read(429, reasons(50000030))).toMatchObject({ kind: 'busy' })
})

test('one no among several reasons makes it a no', () => {
  const mixed = {
    success: false,
    reasons: [
      { code: 50000050, message: 'locked' },
      { code: 50000030, message: 'drafts' },
    ],
  }
  expect(read(400, mixed)).toMatchObject({ kind: 'refused' })
})

test('the category decides, never the words', () => {
  expect(read(400, reasons(50000030, 'Lock contention, please retry. Rate limit.'))).toMatchObject({ kind: 'refused' })
})

test.each(['', '<html>Login</html>', '{"success":tr'])('a 200 that is not JSON says nothing: %j', (text) => {
  expect(read(200, text)).toMatchObject({ kind: 'unavailable', message: 'HTTP 200 with a body that is not JSON' })
})

test('not found is only what Zuora itself does not find', () => {
  expect(read(404, reasons(50000040))).toMatchObject({ kind: 'refused', because: 'not-found' })
  expect(read(200, reasons(50000040))).toMatchObject({ kind: 'refused', because: 'not-found' })
  expect(read(404, '<html>nginx</html>')).toMatchObject({ kind: 'refused', because: 'other' })
  expect(read(404, { status: 404, error: 'Not Found', path: '/x' })).toMatchObject({ because: 'other' })
})

test('a missing permission is told from other refusals', () => {
  expect(read(403, reasons(50000010))).toMatchObject({ because: 'not-permitted' })
  expect(read(403, '')).toMatchObject({ because: 'not-permitted' })
})

test.each([
  [429, { 'retry-after': '17' }, 17],
  [503, { 'retry-after': 'Tue, 03 Nov 2026 14:00:30 GMT' }, 30],
  [429, { 'retry-after': 'Tue, 03 Nov 2026 13:00:00 GMT' }, 0],
  [429, { 'ratelimit-reset': '42' }, 42],
  [429, { 'retry-after': '5', 'ratelimit-reset': '42' }, 5],
  [429, { 'retry-after': 'soon' }, null],
  [429, {}, null],
  [409, { 'ratelimit-reset': '42' }, null],
])('HTTP %d with %j: wait %s s', (status, headers, retryAfterSeconds) => {
  expect(read(status, '', headers)).toMatchObject({ retryAfterSeconds })
})

test('the ids and the date come with every answer; the header’s id before the body’s', () => {
  const headers = { 'zuora-request-id': 'r-1', date: 'Tue, 03 Nov 2026 14:00:00 GMT' }
  expect(read(200, { success: true, requestId: 'r-2' }, headers)).toEqual({
    kind: 'ok',
    status: 200,
    requestId: 'r-1',
    processId: null,
    date: 'Tue, 03 Nov 2026 14:00:00 GMT',
    body: { success: true, requestId: 'r-2' },
  })
  expect(read(200, { success: true, requestId: 12 })).toMatchObject({ kind: 'ok', requestId: null })
})
