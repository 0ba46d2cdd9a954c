import { SFNClient } from '@aws-sdk/client-sfn'
import { createReply } from '../slack/reply.ts'
import type { ResponderPorts } from '../slack/responder.ts'
import { createAnsweredMessages } from '../store/answered-messages.ts'
import { createLocks } from '../store/locks.ts'
import { createRefusedClicks } from '../store/refused-clicks.ts'
import { createRegister } from '../store/register.ts'
import type { AnnouncePorts } from '../usecases/announce.ts'
import type { WorkflowPorts } from '../usecases/workflow-ports.ts'
import { createResume, createStart } from '../workflow/executions.ts'
import { type Common, commonPorts, hash, now, rulesOf, slackPorts } from './adapters.ts'
import { readSettings, type Settings } from './settings.ts'
import { zuoraEntities } from './zuora-entities.ts'

// Each function is built from exactly what it uses: what is not named here is not in its bundle, nor in its role.

export async function createResponderPorts(): Promise<ResponderPorts> {
  const settings = await readSettings('respond')
  const common = commonPorts('respond', settings)
  const { dynamodb, names } = common
  const slack = slackPorts(settings, common)
  const rules = rulesOf(common.config, zuoraEntities(settings, common))
  const sfn = new SFNClient({})
  return {
    ...slack,
    rules,
    now,
    requests: {
      ...common.requests,
      ...createRegister(dynamodb, names, hash),
      ...createRefusedClicks(dynamodb, names),
    },
    answered: createAnsweredMessages(dynamodb, names, now),
    workflow: { ...createStart(sfn, settings.STATE_MACHINE_ARN), ...createResume(sfn) },
    reply: createReply(slack.slack, { log: common.log }),
    replies: { label: slack.label, policyFor: rules.policyFor },
  }
}

export async function createAdvancePorts(): Promise<WorkflowPorts> {
  const settings = await readSettings('advance')
  const { dynamodb, names, ...ports } = workflowPorts(settings, commonPorts('advance', settings))
  return {
    ...ports,
    requests: { ...ports.requests, ...createRegister(dynamodb, names, hash) },
    workflow: createStart(new SFNClient({}), settings.STATE_MACHINE_ARN),
  }
}

export async function createAnnouncePorts(): Promise<AnnouncePorts> {
  const settings = await readSettings('announce')
  const { dynamodb, names, ...ports } = workflowPorts(settings, commonPorts('announce', settings))
  return {
    ...ports,
    requests: { ...ports.requests, ...createRefusedClicks(dynamodb, names) },
    workflow: createResume(new SFNClient({})),
  }
}

function workflowPorts(settings: Settings<'announce'>, common: Common) {
  const { announcer } = slackPorts(settings, common)
  const locks = createLocks(common.dynamodb, common.names)
  const rules = rulesOf(common.config, zuoraEntities(settings, common))
  return { ...common, announcer, locks, now, rules }
}
