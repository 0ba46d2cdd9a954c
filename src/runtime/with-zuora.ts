import { SFNClient } from '@aws-sdk/client-sfn'
import { createTellDelegation } from '../slack/announcing/delegation-news.ts'
import { createSnoozeAnnouncer } from '../slack/announcing/snooze-announcer.ts'
import { answersOnHome } from '../slack/answering/home-responder.ts'
import { createReply } from '../slack/answering/reply.ts'
import type { ResponderPorts } from '../slack/answering/responder.ts'
import { createShowModal } from '../slack/answering/show-modal.ts'
import { createAttachments } from '../slack/files/attachments.ts'
import { createKeptCalendars } from '../store/calendar/kept-calendars.ts'
import { createLocks } from '../store/calendar/locks.ts'
import { createSeenPeriods } from '../store/calendar/seen-periods.ts'
import { createFilings } from '../store/filings/filings.ts'
import { createKeptPolicies } from '../store/filings/kept-policies.ts'
import { createRegister } from '../store/register/register.ts'
import { createOpenRequests } from '../store/requests/open-requests.ts'
import { createRefusedClicks } from '../store/requests/refused-clicks.ts'
import { createAnsweredMessages } from '../store/told/answered-messages.ts'
import type { AnnouncePorts } from '../usecases/announce.ts'
import type { ReconcilePorts } from '../usecases/reconcile/reconcile-ports.ts'
import type { WorkflowPorts } from '../usecases/turns/workflow-ports.ts'
import { createResume, createStart } from '../workflow/executions.ts'
import { type Common, commonPorts, rulesOf, slackPorts } from './adapters.ts'
import { now, realNow } from './clock.ts'
import { readConfigOf } from './config-file.ts'
import { homePorts } from './ports/home-ports.ts'
import { loggedRefusedClicks, loggedRegister } from './ports/logged-register.ts'
import { reconcilePorts } from './ports/reconcile-ports.ts'
import { recordPorts } from './ports/record-ports.ts'
import { reminderPorts } from './ports/reminder-ports.ts'
import { readSettings, type Settings } from './settings.ts'
import { zuoraEntities } from './zuora-entities.ts'

// Each function is built from exactly what it uses: what is not named here is not in its bundle, nor in its role.

export async function createResponderPorts(): Promise<ResponderPorts> {
  const config = readConfigOf('respond')
  const settings = await readSettings('respond', config.entities)
  const common = commonPorts('respond', config, settings)
  const { dynamodb, names, recording } = common
  const slack = slackPorts(settings, common)
  const rules = rulesOf(common.config, zuoraEntities(settings, common), slack.label)
  const sfn = new SFNClient({})
  const keys = config.entities.map(({ key }) => key)
  const home = homePorts(common, slack, rules)
  return {
    ...slack,
    home,
    ...recordPorts(common, slack),
    ...reconcilePorts(common, slack),
    ...reminderPorts(common),
    filings: createFilings(dynamodb, names, recording),
    rules,
    now,
    requests: {
      ...common.requests,
      ...loggedRegister(common),
      ...createOpenRequests(dynamodb, names),
      ...loggedRefusedClicks(common),
    },
    answered: createAnsweredMessages(dynamodb, names, realNow),
    workflow: { ...createStart(sfn, settings.STATE_MACHINE_ARN), ...createResume(sfn) },
    tellDelegation: createTellDelegation(slack),
    snoozeAnnouncer: createSnoozeAnnouncer(slack),
    reply: createReply(slack.slack, {
      mayTell: (person) => slack.mayTell(person, keys),
      poster: slack.poster,
      answerOnHome: answersOnHome(home),
      log: common.log,
    }),
    attachments: config.reports === 'attach' ? createAttachments(slack.slack, slack) : null,
    showModal: createShowModal(slack.slack, { log: common.log }),
    replies: { label: slack.label, policyFor: rules.policyFor },
  }
}

export async function createAdvancePorts(): Promise<WorkflowPorts> {
  const config = readConfigOf('advance')
  const settings = await readSettings('advance', config.entities)
  const { dynamodb, names, recording, ...ports } = workflowPorts(settings, commonPorts('advance', config, settings))
  return {
    ...ports,
    requests: { ...ports.requests, ...createRegister(dynamodb, names, recording) },
    policies: createKeptPolicies(dynamodb, names),
    workflow: createStart(new SFNClient({}), settings.STATE_MACHINE_ARN),
  }
}

export async function createAnnouncePorts(): Promise<AnnouncePorts> {
  const config = readConfigOf('announce')
  const settings = await readSettings('announce', config.entities)
  const { dynamodb, names, ...ports } = workflowPorts(settings, commonPorts('announce', config, settings))
  return {
    ...ports,
    requests: { ...ports.requests, ...createRefusedClicks(dynamodb, names) },
    keptCalendars: createKeptCalendars(dynamodb, names),
    workflow: createResume(new SFNClient({})),
  }
}

export async function createReconcilePorts(): Promise<ReconcilePorts> {
  const config = readConfigOf('reconcile')
  const settings = await readSettings('reconcile', config.entities)
  const common = commonPorts('reconcile', config, settings)
  const slack = slackPorts(settings, common)
  const { dynamodb, names, recording } = common
  return {
    ...reconcilePorts(common, slack),
    requests: { ...common.requests, ...createRegister(dynamodb, names, recording) },
    filings: createFilings(dynamodb, names, recording),
    rules: rulesOf(config, zuoraEntities(settings, common), slack.label),
    now,
  }
}

function workflowPorts(settings: Settings<'announce'>, common: Common) {
  const { announcer, label, people, filings } = slackPorts(settings, common)
  const locks = createLocks(common.dynamodb, common.names)
  const rules = rulesOf(common.config, zuoraEntities(settings, common), label)
  const seenPeriods = createSeenPeriods(common.dynamodb, common.names)
  return { ...common, announcer, people, filings, locks, seenPeriods, now, rules }
}
