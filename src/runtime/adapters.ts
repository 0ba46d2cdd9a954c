import { setTimeout as wait } from 'node:timers/promises'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Config } from '../config.ts'
import { stamped } from '../domain/evidence/stamp.ts'
import { createAdminNotices } from '../slack/announcing/admin-notices.ts'
import { createAnnouncer } from '../slack/announcing/announcer.ts'
import { createMayPost } from '../slack/announcing/may-post.ts'
import { createPoster } from '../slack/announcing/poster.ts'
import { createWebClient } from '../slack/web-client.ts'
import { createChannels } from '../slack/workspace/channels.ts'
import { createLookups } from '../slack/workspace/lookups.ts'
import { createPeople } from '../slack/workspace/people.ts'
import { createKeptPolicies } from '../store/filings/kept-policies.ts'
import { createPeopleCache } from '../store/people-cache.ts'
import type { Recording } from '../store/register/recording.ts'
import { createRequests } from '../store/requests/requests.ts'
import { createToldAdmin } from '../store/told/told-admin.ts'
import { createCachedPeople } from '../usecases/people/cached-people.ts'
import { isNamedIn } from '../usecases/people/may-read.ts'
import type { KeptPolicies } from '../usecases/ports/record/kept-policies.ts'
import type { Entity, Rules } from '../usecases/ports/rules.ts'
import { now, realNow } from './clock.ts'
import { botTokenIn, createLiveSettings } from './live-settings.ts'
import { logOf } from './log-of.ts'
import { once } from './once.ts'
import { code } from './policy/code-version.ts'
import { hash, policyInForce } from './policy/policy-in-force.ts'
import { delegationPorts } from './ports/delegation-ports.ts'
import { type FunctionName, readSettings, type Settings } from './settings.ts'
import { zuoraSettingsOf } from './zuora-settings.ts'

export type Common = ReturnType<typeof commonPorts>

export function commonPorts<Name extends FunctionName>(
  name: Name,
  config: Config,
  settings: Settings<Name> & { TABLE_NAME: string },
) {
  const dynamodb = new DynamoDBClient({})
  const names = { table: settings.TABLE_NAME, partitionOf: partitions(config) }
  const recording = recordingOf(config, createKeptPolicies(dynamodb, names))
  const requests = createRequests(dynamodb, names, recording)
  const log = logOf(name)
  const live = createLiveSettings(settings, { read: () => readSettings(name, config.entities), now: realNow, log })
  return { config, dynamodb, names, recording, requests, log, live }
}

/** Every entry says which policy was in force, whose text is kept before it, and which code wrote it. */
function recordingOf(config: Config, policies: Pick<KeptPolicies, 'keepPolicy'>): Recording {
  const { policyFor } = rulesOf(config, [], (entity) => entity)
  const kept = new Map<string, () => Promise<void>>()
  return {
    hash,
    stamp: (entity, entry) => stamped(entry, { policy: policyFor(entity).hash, code }),
    async keepPolicy(entity) {
      const { hash: ofPolicy, text } = policyFor(entity)
      const keep = kept.get(entity) ?? once(() => policies.keepPolicy(entity, ofPolicy, text))
      kept.set(entity, keep)
      await keep()
    },
  }
}

/** By the entity's id in Zuora where it has one: the key in the configuration may be renamed. No two have the same. */
export function partitions({ entities }: Config): (entity: string) => string {
  const ids = new Map(entities.map(({ key, entityId }) => [key, entityId ?? key]))
  return (entity) => `ENTITY#${ids.get(entity) ?? entity}`
}

export function slackPorts(settings: { SLACK_API_URL: string; ZUORA_BASE_URL: string }, common: Common) {
  const { config, dynamodb, names, log, live } = common
  const slack = createWebClient(settings.SLACK_API_URL, live.held(botTokenIn), log)
  const lookups = createLookups(slack)
  const label = labels(config, settings)
  const rules = rulesOf(config, [], label)
  const people = createCachedPeople({
    slack: createPeople(lookups, { team: config.slack.team }),
    cache: createPeopleCache(dynamodb, names, realNow),
    now: realNow,
    wait,
  })
  const channels = createChannels(lookups, { now: realNow })
  const adminNotices = createAdminNotices(slack, {
    admin: config.admin,
    told: createToldAdmin(dynamodb, names),
    now,
    log,
  })
  const mayPost = createMayPost(channels, { adminNotices, log })
  const poster = createPoster(slack, { mayPost, adminNotices, log })
  const { filings, delegations, cardPeople } = delegationPorts(common, { people, rules, now })
  const mayTell = (personId: string, entities: readonly string[]) => isNamedIn(personId, entities, { rules, people })
  const sharesChannel = shared(config)
  const announcer = createAnnouncer(slack, { label, sharesChannel, cardPeople, mayTell, poster, channels, log })
  return { slack, label, people, filings, delegations, channels, mayPost, mayTell, adminNotices, poster, announcer }
}

/** Where what concerns an entity is posted. */
export function channelsOf({ slack, entities }: Config): (entity: string) => string {
  const channels = new Map(entities.map(({ key, channel }) => [key, channel]))
  return (entity) => channels.get(entity) ?? slack.channel
}

/** Whether its channel is that of other entities too. */
function shared(config: Config): (entity: string) => boolean {
  const channelOf = channelsOf(config)
  return (entity) => config.entities.some(({ key }) => key !== entity && channelOf(key) === channelOf(entity))
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
