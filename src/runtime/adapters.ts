import { createHash } from 'node:crypto'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Config } from '../config.ts'
import { canonicalJson } from '../domain/evidence.ts'
import { createLog } from '../log.ts'
import { createAnnouncer } from '../slack/announcer.ts'
import { createPeople } from '../slack/people.ts'
import { createWebClient } from '../slack/web-client.ts'
import { createRequests } from '../store/requests.ts'
import type { Entity, Rules } from '../usecases/ports.ts'
import { type FunctionName, readConfigFile } from './settings.ts'

export const now = () => new Date()
export const hash = (text: string) => createHash('sha256').update(text).digest('hex')

export type Common = ReturnType<typeof commonPorts>

export function commonPorts(name: FunctionName, settings: { CLOSING_BELL_CONFIG: string; TABLE_NAME: string }) {
  const config = readConfigFile(settings.CLOSING_BELL_CONFIG)
  const dynamodb = new DynamoDBClient({})
  const names = { table: settings.TABLE_NAME, partitionOf: partitions(config) }
  const requests = createRequests(dynamodb, names, hash)
  return { config, dynamodb, names, requests, log: createLog(name) }
}

/** By the entity's id in Zuora where it has one: the key in the configuration may be renamed. */
function partitions({ entities }: Config): (entity: string) => string {
  const ids = new Map(entities.map(({ key, entityId }) => [key, entityId ?? key]))
  return (entity) => `ENTITY#${ids.get(entity) ?? entity}`
}

export function slackPorts(
  {
    SLACK_API_URL,
    SLACK_BOT_TOKEN,
    ...rest
  }: { SLACK_API_URL: string; SLACK_BOT_TOKEN: string; ZUORA_BASE_URL?: string },
  { config, log }: Common,
) {
  const slack = createWebClient(SLACK_API_URL, SLACK_BOT_TOKEN)
  const label = labels(config, rest.ZUORA_BASE_URL)
  const { policyFor } = rulesOf(config, [])
  const people = createPeople(slack, { team: config.slack.team, now })
  return { slack, label, people, announcer: createAnnouncer(slack, { label, policyFor, log }) }
}

/** The entity's name, and SANDBOX where the host is one, on every card and message. */
function labels({ entities }: Config, zuoraBaseUrl: string | undefined): (entity: string) => string {
  const isSandbox = /(sandbox|test)\./.test(zuoraBaseUrl ?? '')
  const names = new Map(entities.map(({ key, name }) => [key, isSandbox ? `SANDBOX ${name}` : name]))
  return (entity) => names.get(entity) ?? entity
}

export function rulesOf({ policy, polling }: Config, entities: readonly Entity[]): Rules {
  const { requesters, approvers, expireAfter, actions } = policy
  const inForce = {
    policy: { requesters, approvers, actions, expireAfterSeconds: expireAfter },
    hash: hash(canonicalJson(policy)),
  }
  return {
    policyFor: () => inForce,
    patience: { trialBalance: polling?.trialBalance ?? 86_400, trialBalanceStart: polling?.trialBalanceStart ?? 900 },
    entities,
  }
}
