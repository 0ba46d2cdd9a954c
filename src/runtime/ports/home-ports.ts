import { randomUUID } from 'node:crypto'
import { createHomePublisher } from '../../slack/home/home-publisher.ts'
import { createRequestsOfPeriod } from '../../store/register/requests-of-period.ts'
import { createOpenRequests } from '../../store/requests/open-requests.ts'
import { createHomes } from '../../store/told/homes.ts'
import type { EntityForHome, HomePorts } from '../../usecases/home/home-ports.ts'
import type { Rules } from '../../usecases/ports/rules.ts'
import type { Common, slackPorts } from '../adapters.ts'
import { now } from '../clock.ts'
import { dayOffRule } from '../policy/day-off-rule.ts'
import { hash } from '../policy/policy-in-force.ts'
import { picturesFor } from './picture-ports.ts'
import { reminderPorts } from './reminder-ports.ts'

/** What Homes are made from and published by; no Zuora. */
export function homePorts<R extends Pick<Rules, 'policyFor'>>(
  { config, dynamodb, names, requests, log }: Common,
  { slack, label, people, filings, delegations, announcer }: ReturnType<typeof slackPorts>,
  rules: R,
): HomePorts & { rules: R } {
  return {
    entitiesForHome: entitiesForHome(config),
    people,
    requests: {
      read: requests.read,
      ...createOpenRequests(dynamodb, names),
      ...createRequestsOfPeriod(dynamodb, names),
    },
    filings,
    delegations,
    ...reminderPorts({ config, dynamodb, names }),
    rules,
    homes: createHomes(dynamodb, names),
    homePublisher: createHomePublisher(slack, { label, linkTo: announcer.linkTo, log }),
    pictures: picturesFor({ dynamodb, names, log }, { slack, label }),
    admin: config.admin ?? null,
    hash,
    newId: randomUUID,
    now,
    log,
  }
}

function entitiesForHome(config: Common['config']): EntityForHome[] {
  return config.entities.map(({ key, channel, timezone, manageFrom, organizations }) => ({
    key,
    channel: channel ?? config.slack.channel,
    timeZone: timezone ?? config.timezone,
    isDayOff: dayOffRule(config, key),
    manageFrom: manageFrom ?? null,
    childrenOf: organizations ?? {},
  }))
}
