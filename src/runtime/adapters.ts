import { createHash } from 'node:crypto'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { type Config, policyFor } from '../config.ts'
import { canonicalJson } from '../domain/evidence/log.ts'
import type { PolicyInForce } from '../domain/policy.ts'
import { createLog } from '../log.ts'
import { createAnnouncer } from '../slack/announcer.ts'
import { createPeople } from '../slack/people.ts'
import { createWebClient } from '../slack/web-client.ts'
import { createRequests } from '../store/requests.ts'
import type { Entity, Rules } from '../usecases/ports/rules.ts'
import type { FunctionName } from './settings.ts'
import { zuoraSettingsOf } from './zuora-settings.ts'

export const now = () => new Date()
export const hash = (text: string) => createHash('sha256').update(text).digest('hex')

export type Common = ReturnType<typeof commonPorts>

export function commonPorts(name: FunctionName, config: Config, settings: { TABLE_NAME: string }) {
  const dynamodb = new DynamoDBClient({})
  const names = { table: settings.TABLE_NAME, partitionOf: partitions(config) }
  const requests = createRequests(dynamodb, names, hash)
  return { config, dynamodb, names, requests, log: createLog(name) }
}

/** By the entity's id in Zuora where it has one: the key in the configuration may be renamed. No two have the same. */
function partitions({ entities }: Config): (entity: string) => string {
  const ids = new Map(entities.map(({ key, entityId }) => [key, entityId ?? key]))
  return (entity) => `ENTITY#${ids.get(entity) ?? entity}`
}

export function slackPorts(
  settings: { SLACK_API_URL: string; SLACK_BOT_TOKEN: string; ZUORA_BASE_URL: string },
  { config, log }: Common,
) {
  const slack = createWebClient(settings.SLACK_API_URL, settings.SLACK_BOT_TOKEN)
  const label = labels(config, settings)
  const { policyFor } = rulesOf(config, [], label)
  const people = createPeople(slack, { team: config.slack.team, now })
  return { slack, label, people, announcer: createAnnouncer(slack, { label, policyFor, log }) }
}

/** The entity's name, and SANDBOX where the host is one, on every card and message. */
function labels({ entities }: Config, settings: Readonly<Record<string, string>>): (entity: string) => string {
  const isSandbox = (key: string) => /(sandbox|test)\./.test(zuoraSettingsOf(settings, key).baseUrl)
  const names = new Map(entities.map(({ key, name }) => [key, isSandbox(key) ? `SANDBOX ${name}` : name]))
  return (entity) => names.get(entity) ?? entity
}

export function rulesOf(config: Config, entities: readonly Entity[], labelOf: Rules['labelOf']): Rules {
  const { polling } = config
  const inForce = new Map(config.entities.map(({ key }) => [key, policyInForce(config, key)]))
  return {
    labelOf,
    policyFor: (key) => inForce.get(key) ?? policyInForce(config, key),
    patience: { trialBalance: polling?.trialBalance ?? 86_400, trialBalanceStart: polling?.trialBalanceStart ?? 900 },
    entities,
  }
}

/** Where an entity says nothing of its own, policy and hash are those of all. */
function policyInForce(config: Config, key: string): PolicyInForce {
  const policy = policyFor(config, key)
  const { expireAfter, ...rest } = policy
  return {
    policy: { ...rest, expireAfter: { kind: 'seconds', seconds: expireAfter } },
    hash: hash(canonicalJson(policy)),
  }
}
