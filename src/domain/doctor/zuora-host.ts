import { type Finding, findingsOf } from './finding.ts'
import { oneMachine, type Ways } from './ways.ts'

/** https://developer.zuora.com/docs/get-started/introduction/#access-to-the-api */
const productionHosts = ['rest.zuora.com', 'rest.na.zuora.com', 'rest.eu.zuora.com', 'rest.ap.zuora.com']

export type HostKind = 'production' | 'sandbox' | 'unknown-of-zuora' | 'this-machine' | 'not-zuora'

export function kindOfHost(baseUrl: string): HostKind {
  const host = /^https?:\/\/([^/:]+)/.exec(baseUrl)?.[1] ?? ''
  if (productionHosts.includes(host)) return 'production'
  if (host === '127.0.0.1' || host === 'localhost') return 'this-machine'
  if (!host.endsWith('.zuora.com')) return 'not-zuora'
  return /(sandbox|test)\./.test(host) ? 'sandbox' : 'unknown-of-zuora'
}

const isOfProduction = (stage: string) => /^prod/.test(stage)

/** Sandbox or production, said plainly, and held against the name of the stage. */
export function checkHost(baseUrl: string, name: string, ways: Ways): Finding {
  const { ok, warning, fault } = findingsOf('Zuora host')
  const kind = kindOfHost(baseUrl)
  const fix = `${ways.setting('ZUORA_BASE_URL', 'zuora-base-url')} The hosts: docs/zuora.md.`
  const onAws = ways.stage !== oneMachine
  switch (kind) {
    case 'production':
      return onAws && !isOfProduction(ways.stage)
        ? warning(`${name}: ${baseUrl} is PRODUCTION, and this is stage ${ways.stage}: what it closes is closed`, fix)
        : ok(`${name}: ${baseUrl} is PRODUCTION`)
    case 'sandbox':
      return onAws && isOfProduction(ways.stage)
        ? warning(`${name}: ${baseUrl} is a SANDBOX, and this is stage ${ways.stage}: no real books are closed`, fix)
        : ok(`${name}: ${baseUrl} is a SANDBOX`)
    case 'this-machine':
      return onAws
        ? fault(`${name}: ${baseUrl} is no host of Zuora's`, fix)
        : ok(`${name}: ${baseUrl} is the stand-in on this machine`)
    case 'unknown-of-zuora':
      return warning(`${name}: ${baseUrl} is none of the hosts that Zuora documents; cards do not say SANDBOX`, fix)
    case 'not-zuora':
      return fault(`${name}: ${baseUrl} is no host of Zuora's, and is sent the client's secret`, fix)
  }
}
