import { describe, expect, onTestFinished, test } from 'vitest'
import { calendarFacts } from './calendar-facts.ts'
import { closingFacts } from './closing-facts.ts'
import { documentFacts } from './document-facts.ts'
import type { Fact } from './fact.ts'
import { fieldFacts } from './field-facts.ts'
import { openZuora, writable } from './open-zuora.ts'
import { platformFacts } from './platform-facts.ts'
import { refusalFacts } from './refusal-facts.ts'
import { rules } from './rules.ts'
import { readSandbox } from './sandbox.ts'
import { startStandIn } from './stand-in.ts'

const facts: readonly Fact[] = [
  ...calendarFacts,
  ...closingFacts,
  ...refusalFacts,
  ...fieldFacts,
  ...platformFacts,
  ...documentFacts,
]
const nameOf = ({ rule, fact }: Fact) => `${rule} · ${fact}`

test('every rule has a fact that shows it, and every fact has its own name', () => {
  const shown = new Set<string>(facts.map(({ rule }) => rule))
  expect(rules.filter((rule) => !shown.has(rule))).toEqual([])
  expect(new Set(facts.map(nameOf)).size).toBe(facts.length)
})

describe('the stand-in', () => {
  test.each(facts.map((fact) => [nameOf(fact), fact] as const))('%s', async (_, fact) => {
    await fact.check(await startStandIn())
  })
})

const sandbox = readSandbox(process.env)
if (sandbox !== undefined) {
  const { mayWrite, ...options } = sandbox
  const live = facts.filter(({ needs }) => needs === 'reading' || (needs === 'writing' && mayWrite))

  describe(`the sandbox ${options.baseUrl}`, () => {
    test.each(live.map((fact) => [nameOf(fact), fact] as const))('%s', { timeout: 120_000 }, async (_, fact) => {
      const zuora = openZuora({ ...options, now: () => new Date() })
      // The client is closed last: what is registered first is done last.
      onTestFinished(() => zuora.client.close())
      if (fact.needs === 'reading') await fact.check(zuora)
      else if (fact.needs === 'writing') await fact.check(writable(zuora, onTestFinished))
    })
  })
}

describe('the sandbox of the contract suite', () => {
  const set = (baseUrl: string) => ({
    ZUORA_CONTRACT_BASE_URL: baseUrl,
    ZUORA_CONTRACT_CLIENT_ID: 'id',
    ZUORA_CONTRACT_CLIENT_SECRET: 'secret',
  })

  test('without settings there is none; half of them are a mistake', () => {
    expect(readSandbox({})).toBeUndefined()
    expect(() => readSandbox({ ZUORA_CONTRACT_CLIENT_ID: 'id' })).toThrow('belong together')
  })

  test('it is only read unless writing is allowed in so many words', () => {
    const sandboxed = set('https://rest.apisandbox.zuora.com/')
    expect(readSandbox(sandboxed)).toMatchObject({ baseUrl: 'https://rest.apisandbox.zuora.com', mayWrite: false })
    expect(readSandbox({ ...sandboxed, ZUORA_CONTRACT_WRITE: 'yes' })).toMatchObject({ mayWrite: true })
    expect(readSandbox({ ...sandboxed, ZUORA_CONTRACT_WRITE: '1' })).toMatchObject({ mayWrite: false })
  })

  test.each([
    'https://rest.zuora.com',
    'https://rest.na.zuora.com',
    'https://rest.eu.zuora.com',
    'https://rest.ap.zuora.com',
    'https://rest.apisandbox.zuora.com.example.com',
    'https://rest.apisandbox.zuora.com:8443',
    'http://rest.apisandbox.zuora.com',
    'https://rest.apisandbox.zuora.com@rest.zuora.com',
  ])('it refuses %s', (baseUrl) => {
    expect(() => readSandbox(set(baseUrl))).toThrow('runs against a sandbox only')
  })
})
