import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { startSocketMode } from '../../local/front/socket-mode.ts'
import { isSignedBySlack } from '../../src/slack/receiving/signature.ts'

const signingSecret = 'a-signing-secret'
const closing: (() => Promise<void> | void)[] = []

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

describe('Socket Mode on one machine', () => {
  it('gives a slash command to the bot as a signed form, and the bot’s answer back to Slack', async () => {
    const bot = await startBot(() => ({ status: 200, body: JSON.stringify({ text: 'help' }) }))
    const slack = await connect(bot.url)
    const ack = slack.send({
      type: 'slash_commands',
      envelope_id: 'E1',
      accepts_response_payload: true,
      payload: { command: '/period', text: 'show Oct 2026 & é', team_id: 'T0LOCAL' },
    })
    expect(await ack).toEqual({ envelope_id: 'E1', payload: { text: 'help' } })
    const [received] = bot.received
    expect(received?.signed).toBe(true)
    expect(new URLSearchParams(received?.body).get('text')).toBe('show Oct 2026 & é')
  })

  it('gives a click to the bot as the payload of a form', async () => {
    const bot = await startBot(() => ({ status: 200, body: '' }))
    const slack = await connect(bot.url)
    const payload = { type: 'block_actions', team: { id: 'T0LOCAL' } }
    const ack = slack.send({ type: 'interactive', envelope_id: 'E2', accepts_response_payload: true, payload })
    expect(await ack).toEqual({ envelope_id: 'E2', payload: {} })
    expect(JSON.parse(new URLSearchParams(bot.received[0]?.body).get('payload') ?? '')).toEqual(payload)
  })

  it('acks nothing that the bot refused, so that Slack tells the person', async () => {
    const bot = await startBot(({ body }) => ({ status: body.includes('first') ? 500 : 200, body: '' }))
    const slack = await connect(bot.url)
    const first = { type: 'slash_commands', envelope_id: 'E3', payload: { text: 'first' } }
    const second = { type: 'slash_commands', envelope_id: 'E4', payload: { text: 'second' } }
    void slack.send(first)
    await bot.hasReceived(1)
    expect(await slack.send(second)).toMatchObject({ envelope_id: 'E4' })
  })
})

/** A Slack whose connections can be lost, and which opens one only when it is there. */
async function startUnsteadySlack() {
  const state = { answers: { ok: true } as object | null, connections: [] as WebSocket[] }
  const waiting: (() => void)[] = []
  const server = createServer((_request, response) => {
    const { port } = server.address() as AddressInfo
    if (state.answers === null) return void response.destroy()
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ url: `ws://127.0.0.1:${port}/socket`, ...state.answers }))
  })
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket) => {
    state.connections.push(socket)
    socket.send(JSON.stringify({ type: 'hello' }))
    for (const check of waiting) check()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  closing.push(() => new Promise((resolve) => server.close(() => resolve())))
  closing.push(() => state.connections.forEach((socket) => void socket.terminate()))
  const hasConnected = (count: number) =>
    new Promise<void>((resolve) => {
      const check = () => state.connections.length >= count && resolve()
      waiting.push(check)
      check()
    })
  return { state, hasConnected, slackApiUrl: `http://127.0.0.1:${port}/api/` }
}

describe('A connection that is lost', () => {
  const given = { appToken: 'xapp-test', botUrl: 'http://127.0.0.1:1/', signingSecret }

  it('is opened anew at once when Slack ends it, as it does every few hours, and nothing is said', async () => {
    const slack = await startUnsteadySlack()
    const said: string[] = []
    const running = await startSocketMode({ ...given, ...slack, say: (line) => said.push(line) })
    closing.push(() => running.close())
    slack.state.connections[0]?.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }))
    await slack.hasConnected(2)
    expect(said).toEqual([])
  })

  it('is tried again and again, ever more slowly, while the network is away; both are said once', async () => {
    const slack = await startUnsteadySlack()
    const said: string[] = []
    const pauses: number[] = []
    const running = await startSocketMode({
      ...given,
      ...slack,
      say: (line) => said.push(line),
      pause: async (ms) => {
        pauses.push(ms)
        if (pauses.length === 7) slack.state.answers = { ok: true }
      },
    })
    closing.push(() => running.close())
    slack.state.answers = null
    slack.state.connections[0]?.terminate()
    await slack.hasConnected(2)
    await vi.waitFor(() => expect(said).toHaveLength(2), { timeout: 20_000 })
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
    expect(said[0]).toMatch(/^Socket Mode: the connection to Slack is lost \(.+\); it is tried again\.$/)
    expect(said[1]).toContain('Socket Mode: connected again after')
  })

  it('with a token that Slack does not take nothing starts, and it says which setting it is', async () => {
    const slack = await startUnsteadySlack()
    slack.state.answers = { ok: false, error: 'invalid_auth' }
    await expect(startSocketMode({ ...given, ...slack })).rejects.toThrow('invalid_auth: SLACK_APP_TOKEN is not taken')
  })
})

type Received = { body: string; signed: boolean }

async function startBot(answer: (received: Received) => { status: number; body: string }) {
  const received: Received[] = []
  const waiting: (() => void)[] = []
  const server = createServer(async (request, response) => {
    const got = await readSigned(request)
    received.push(got)
    const { status, body } = answer(got)
    response.writeHead(status).end(body, () => {
      for (const check of waiting) check()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise((resolve) => server.close(() => resolve())))
  const { port } = server.address() as AddressInfo
  const hasReceived = (count: number) =>
    new Promise<void>((resolve) => {
      const check = () => received.length >= count && resolve()
      waiting.push(check)
      check()
    })
  return { url: `http://127.0.0.1:${port}/slack/events`, received, hasReceived }
}

async function readSigned(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const rawBody = Buffer.concat(chunks)
  const header = (name: string) => String(request.headers[name] ?? '')
  const signed = { signature: header('x-slack-signature'), timestamp: header('x-slack-request-timestamp'), rawBody }
  return { body: rawBody.toString(), signed: isSignedBySlack(signed, [signingSecret], new Date()) }
}

/** A Slack that opens a socket and says hello; `send` resolves with what was acked. */
async function connect(botUrl: string) {
  const server = createServer((_request, response) => {
    const { port } = server.address() as AddressInfo
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ ok: true, url: `ws://127.0.0.1:${port}/socket` }))
  })
  const sockets = new WebSocketServer({ server })
  const connected = new Promise<WebSocket>((resolve) => sockets.on('connection', resolve))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise((resolve) => server.close(() => resolve())))
  sockets.on('connection', (socket) => socket.send(JSON.stringify({ type: 'hello' })))
  const { port } = server.address() as AddressInfo
  const slackApiUrl = `http://127.0.0.1:${port}/api/`
  const running = await startSocketMode({ appToken: 'xapp-test', slackApiUrl, botUrl, signingSecret })
  const socket = await connected
  closing.push(() => socket.terminate())
  closing.push(() => running.close())
  return {
    send: (envelope: { envelope_id: string } & Record<string, unknown>) =>
      new Promise<unknown>((resolve) => {
        socket.on('message', (data) => {
          const ack: unknown = JSON.parse(String(data))
          if (typeof ack === 'object' && ack && 'envelope_id' in ack && ack.envelope_id === envelope.envelope_id)
            resolve(ack)
        })
        socket.send(JSON.stringify(envelope))
      }),
  }
}
