import { createHash } from 'node:crypto'
import type { App, Receiver, ReceiverEvent } from '@slack/bolt'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { HeldSecret } from '../../usecases/ports/held-secret.ts'
import type { Log } from '../../usecases/ports/log.ts'
import { readBody, type SlackBody, teamsIn } from './request-body.ts'
import { isSignedBySlack, mayBeSigned, type Signed } from './signature.ts'

export type ReceiverOptions = {
  /** Two while they are being rotated, the older first. */
  signingSecrets: HeldSecret<readonly string[]>
  team: string
  /** Checked when it is known. */
  appId: string | undefined
  now: () => Date
  log: Log
}

type Answer = APIGatewayProxyStructuredResultV2

/**
 * Slack's requests on Lambda, for Bolt. Bolt's own receiver parses before it verifies, accepts future timestamps, reads
 * base64 bodies as ASCII, refuses a charset and answers 500 when a listener fails after its ack; this one does not.
 */
export class LambdaReceiver implements Receiver {
  readonly #options: ReceiverOptions
  #app: App | undefined

  constructor(options: ReceiverOptions) {
    this.#options = options
  }

  init(app: App): void {
    this.#app = app
  }

  /** Bolt's interface asks for these; Lambda starts and stops functions by itself. */
  async start(): Promise<void> {}
  async stop(): Promise<void> {}

  async handle(event: APIGatewayProxyEventV2): Promise<Answer> {
    const rawBody = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8')
    const header = headersOf(event)
    const signed = { signature: header('x-slack-signature'), timestamp: header('x-slack-request-timestamp'), rawBody }
    if (!(await this.#isSigned(signed))) return this.#refuse(401, 'signature-refused')
    const body = readBody(header('content-type') ?? '', rawBody)
    if (!body) return this.#refuse(400, 'body-not-understood')
    if (body.ssl_check !== undefined) return { statusCode: 200 }
    if (body.type === 'url_verification') return answerWith({ challenge: body.challenge })
    if (!this.#isOurs(body)) return this.#refuse(401, 'foreign-workspace-or-app')
    const messageId = createHash('sha256').update(rawBody).digest('hex').slice(0, 32)
    return this.#process(body, { messageId, retryNum: Number(header('x-slack-retry-num') ?? 0) })
  }

  /** A signature that none of the secrets made may be that of a secret which has come since they were read. */
  async #isSigned(signed: Signed): Promise<boolean> {
    const { signingSecrets, now } = this.#options
    if (!mayBeSigned(signed, now())) return false
    const secrets = await signingSecrets.current()
    if (this.#isSignedWith(secrets, signed)) return true
    const others = await signingSecrets.instead(secrets)
    return others !== undefined && this.#isSignedWith(others, signed)
  }

  /** While there are two, whoever rotates them must see when the older is not used any more. */
  #isSignedWith(secrets: readonly string[], signed: Signed): boolean {
    const { now, log } = this.#options
    if (isSignedBySlack(signed, secrets.slice(-1), now())) return true
    const isOlder = isSignedBySlack(signed, secrets.slice(0, -1), now())
    if (isOlder) log('signed-with-older-secret', {})
    return isOlder
  }

  #isOurs(body: SlackBody): boolean {
    const { team, appId } = this.#options
    const teams = teamsIn(body)
    return (
      teams.length > 0 && teams.every((named) => named === team) && (appId === undefined || body.api_app_id === appId)
    )
  }

  #refuse(statusCode: number, because: string): Answer {
    this.#options.log('slack-request-refused', { because })
    return { statusCode, body: '' }
  }

  /** Waits for the listeners, because nothing runs on after the answer; they hand on first and ack last. */
  async #process(body: SlackBody, { messageId, retryNum }: { messageId: string; retryNum: number }): Promise<Answer> {
    let answer: Answer | undefined
    const event: ReceiverEvent = {
      body,
      retryNum,
      customProperties: { messageId },
      ack: async (response) => {
        answer ??= answerWith(response)
      },
    }
    try {
      await this.#app?.processEvent(event)
    } catch (error) {
      this.#options.log('slack-listener-failed', { messageId, error: reasonOf(error) })
      // Bolt acks an event before it is listened to; answered otherwise, Slack sends it again.
      if (!answer || body.type === 'event_callback') return { statusCode: 500, body: '' }
    }
    return answer ?? this.#refuse(404, 'nobody-listens')
  }
}

function answerWith(response: unknown): Answer {
  if (response === undefined || response === '') return { statusCode: 200, body: '' }
  if (typeof response === 'string') return { statusCode: 200, body: response }
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(response) }
}

/** Header names are case-insensitive. */
function headersOf(event: APIGatewayProxyEventV2): (name: string) => string | undefined {
  const headers = new Map(Object.entries(event.headers).map(([name, value]) => [name.toLowerCase(), value]))
  return (name) => headers.get(name)
}

/** Slack's libraries give codes; their class names are minified in the bundle, and a message may hold what was sent. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error ? String(error.code) : error.name
}
