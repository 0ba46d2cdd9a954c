import { SFNClient } from '@aws-sdk/client-sfn'
import { createPolicyAnnouncer } from '../slack/announcing/policy-announcer.ts'
import { createRestoreAnnouncer } from '../slack/announcing/restore-announcer.ts'
import { createFilings } from '../store/filings/filings.ts'
import { createKeptPolicies } from '../store/filings/kept-policies.ts'
import { createOpenRequests } from '../store/requests/open-requests.ts'
import type { EveryMinutePorts } from '../usecases/every-minute.ts'
import type { RequestApprovalPorts } from '../usecases/request-approval.ts'
import { createResume, createWorkflow } from '../workflow/executions.ts'
import { channelsOf, commonPorts, rulesOf, slackPorts } from './adapters.ts'
import { now } from './clock.ts'
import { readConfigOf } from './config-file.ts'
import { homePorts } from './ports/home-ports.ts'
import { readSettings } from './settings.ts'

export async function createRequestApprovalPorts(): Promise<RequestApprovalPorts> {
  const config = readConfigOf('request-approval')
  const settings = await readSettings('request-approval', config.entities)
  const common = commonPorts('request-approval', config, settings)
  const { announcer, label, people, delegations } = slackPorts(settings, common)
  const rules = rulesOf(common.config, [], label)
  const { requests } = common
  return { requests, announcer, people, delegations, rules, workflow: createResume(new SFNClient({})), now }
}

export async function createWakePorts(): Promise<EveryMinutePorts> {
  const config = readConfigOf('wake')
  const settings = await readSettings('wake', config.entities)
  const common = commonPorts('wake', config, settings)
  const { dynamodb, names, recording, requests, log } = common
  const slack = slackPorts(settings, common)
  const { announcer, label, poster } = slack
  const rules = rulesOf(config, [], label)
  return {
    home: homePorts(common, slack, rules),
    requests: { ...requests, ...createOpenRequests(dynamodb, names) },
    workflow: createWorkflow(new SFNClient({}), settings.STATE_MACHINE_ARN),
    entityKeys: config.entities.map(({ key }) => key),
    rules,
    policies: createKeptPolicies(dynamodb, names),
    filings: createFilings(dynamodb, names, recording),
    policyAnnouncer: createPolicyAnnouncer({ label, channelOf: channelsOf(config), poster }),
    announcer,
    restoreAnnouncer: createRestoreAnnouncer({ label, channelOf: channelsOf(config), poster }),
    now,
    log,
  }
}
