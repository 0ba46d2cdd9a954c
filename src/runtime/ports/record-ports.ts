import type { WebClient } from '@slack/web-api'
import { createDirectFiles } from '../../slack/files/direct-files.ts'
import type { EntityLabel } from '../../slack/messages/text/words.ts'
import { createPolicyTexts } from '../../store/filings/kept-policies.ts'
import { createRegisterReader } from '../../store/register/register-reader.ts'
import type { Common } from '../adapters.ts'
import { now } from '../clock.ts'
import { code } from '../policy/code-version.ts'
import { hash } from '../policy/policy-in-force.ts'

/** What reads the whole record, and sends it. */
export function recordPorts(
  { config, dynamodb, names }: Common,
  { slack, label }: { slack: WebClient; label: EntityLabel },
) {
  return {
    register: createRegisterReader(dynamodb, names),
    policies: createPolicyTexts(dynamodb, names),
    directFiles: createDirectFiles(slack, { label }),
    now,
    hash,
    program: code,
    retainYears: config.evidence.retainYears,
  }
}
