import { createEventBus } from '../events/event-bus.ts'
import { createNoticeAnnouncer } from '../slack/announcing/notice-announcer.ts'
import { createReminderAnnouncer } from '../slack/announcing/reminder-announcer.ts'
import { createRequestsOfPeriod } from '../store/register/requests-of-period.ts'
import { createOpenRequests } from '../store/requests/open-requests.ts'
import { toRemind } from '../usecases/people/asked-now.ts'
import type { RemindPorts } from '../usecases/reminders/remind.ts'
import { channelsOf, commonPorts, rulesOf, slackPorts } from './adapters.ts'
import { now } from './clock.ts'
import { readConfigOf } from './config-file.ts'
import { reminderPorts } from './ports/reminder-ports.ts'
import { readSettings } from './settings.ts'
import { signedFor } from './signed-for.ts'
import { zuoraEntities } from './zuora-entities.ts'

/** What is slower leaves too little of its 240 s to tell people: signing in, a read, and that read once more. */
const readTimeoutMs = 30_000

/** Builds what `remind` runs on. */
export async function createRemindPorts(): Promise<RemindPorts> {
  const config = readConfigOf('remind')
  const settings = await readSettings('remind', config.entities)
  const common = commonPorts('remind', config, settings)
  const { dynamodb, names, log } = common
  const { slack, label, people, filings, delegations, mayPost, poster } = slackPorts(settings, common)
  const rules = rulesOf(config, zuoraEntities(settings, common, { readTimeoutMs }), label)
  return {
    requests: {
      ...common.requests,
      ...createOpenRequests(dynamodb, names),
      ...createRequestsOfPeriod(dynamodb, names),
    },
    filings,
    people,
    delegations,
    rules,
    ...reminderPorts(common),
    noticeAnnouncer: createNoticeAnnouncer({ label, channelOf: channelsOf(config), mayPost, poster }),
    eventBus: createEventBus({ call: signedFor('events'), label }),
    reminderAnnouncer: createReminderAnnouncer(slack, {
      label,
      undecided: (request) => toRemind(request, { people, rules, delegations }),
      mayPost,
      poster,
    }),
    now,
    log,
  }
}
