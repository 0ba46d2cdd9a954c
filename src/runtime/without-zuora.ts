import { SFNClient } from '@aws-sdk/client-sfn'
import { createOpenRequests } from '../store/open-requests.ts'
import type { RequestApprovalPorts } from '../usecases/request-approval.ts'
import type { WakePorts } from '../usecases/wake.ts'
import { createResume, createWorkflow } from '../workflow/executions.ts'
import { commonPorts, rulesOf, slackPorts } from './adapters.ts'
import { readConfigOf, readSettings } from './settings.ts'

export async function createRequestApprovalPorts(): Promise<RequestApprovalPorts> {
  const config = readConfigOf('request-approval')
  const settings = await readSettings('request-approval', config.entities)
  const common = commonPorts('request-approval', config, settings)
  const { announcer, label, people } = slackPorts(settings, common)
  const rules = rulesOf(common.config, [], label)
  return { requests: common.requests, announcer, people, rules, workflow: createResume(new SFNClient({})) }
}

export async function createWakePorts(): Promise<WakePorts> {
  const settings = await readSettings('wake')
  const { dynamodb, names, requests, log } = commonPorts('wake', readConfigOf('wake'), settings)
  return {
    requests: { ...requests, ...createOpenRequests(dynamodb, names) },
    workflow: createWorkflow(new SFNClient({}), settings.STATE_MACHINE_ARN),
    log,
  }
}
