import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BlockAction } from '@slack/bolt'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { startSlack } from '../../sim/slack/server.ts'
import { openStore } from '../../sim/slack/store/open-store.ts'
import { barriersOn } from '../e2e/accessibility.ts'
import { openBrowser } from '../e2e/open-browser.ts'
import { botToken, card, openWorkplace, signingSecret } from './sim-slack-workplace.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const channel = 'C0CLOSE'
const plain = (text: string) => ({ type: 'plain_text' as const, text })
const option = (text: string, value: string) => ({ text: plain(text), value })
const input = (block_id: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id,
  label: plain(block_id),
  element: { action_id: 'value', ...element },
  ...more,
})

const openPage = async (url: string): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(url)
  await page.getByTestId('composer').waitFor()
  return page
}

const form = {
  type: 'modal',
  callback_id: 'create',
  title: plain('New period'),
  submit: plain('Create'),
  blocks: [
    input('name', { type: 'plain_text_input', initial_value: 'Nov 2026', focus_on_load: true }),
    input('starts', { type: 'datepicker', initial_date: '2026-11-01' }),
    input('year', { type: 'number_input', is_decimal_allowed: false }),
    input('quarter', { type: 'static_select', options: [option('Q1', '1'), option('Q4', '4')] }),
    input('checks', { type: 'checkboxes', options: [option('Whole month', 'month')] }, { optional: true }),
    input('kind', { type: 'radio_buttons', options: [option('Month', 'm'), option('Quarter', 'q')] }),
    input('notes', { type: 'plain_text_input', multiline: true }, { optional: true }),
  ],
}

test('a loading modal is replaced in place by a form, which is filled in by keys alone', async () => {
  const seen: unknown[] = []
  const { slack, client, post, get } = await openWorkplace({
    bot: (app) => {
      app.command('/period', ({ ack }) => ack())
      app.view('create', async ({ ack, view }) => {
        seen.push(view.state.values)
        const errors = { year: 'Fiscal 2025 is closed.' }
        await (seen.length === 1 ? ack({ response_action: 'errors', errors }) : ack())
      })
    },
  })
  const page = await openPage(slack.url)
  const { trigger_id } = (await post('command', { user: 'U0ALICE', channel, text: '/period create' })).body
  const loading = {
    type: 'modal' as const,
    title: plain('New period'),
    blocks: [{ type: 'section' as const, text: plain('Loading …') }],
  }
  const { view } = await client.views.open({ trigger_id, view: loading })
  const modal = page.getByTestId('modal')
  await modal.getByText('Loading …').waitFor()
  await client.apiCall('views.update', { view_id: view?.id, hash: view?.hash, view: form })
  await modal.locator('#input-name:focus').waitFor()
  expect(await modal.getByText('Loading …').count()).toBe(0)

  await page.keyboard.press('End')
  await page.keyboard.type('!')
  await page.keyboard.press('Tab')
  await page.keyboard.type('12312026')
  await modal.getByLabel('year').focus()
  await page.keyboard.type('2025')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Q4')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await page.keyboard.type('one\ntwo')
  await modal.getByTestId('modal-submit').press('Enter')
  await modal.getByRole('alert').getByText('Fiscal 2025 is closed.').waitFor()
  await modal.locator('#input-year:focus').fill('2026')
  await page.keyboard.press('Enter')
  await modal.waitFor({ state: 'detached' })
  expect(seen[1]).toMatchObject({
    name: { value: { value: 'Nov 2026!' } },
    starts: { value: { selected_date: '2026-12-31' } },
    year: { value: { value: '2026' } },
    quarter: { value: { selected_option: { value: '4' } } },
    checks: { value: { selected_options: [{ value: 'month' }] } },
    kind: { value: { selected_option: { value: 'q' } } },
    notes: { value: { value: 'one\ntwo' } },
  })
  expect((await get('views?user=U0ALICE')).views).toEqual([])
})

test('an overflow menu and a select of a message are used by keys: one choice, one delivery', async () => {
  const seen: unknown[] = []
  const { slack, client } = await openWorkplace({
    bot: (app) =>
      app.action<BlockAction>(/./, async ({ ack, action }) => {
        seen.push(action)
        await ack()
      }),
  })
  const year = {
    type: 'static_select',
    action_id: 'year',
    placeholder: plain('Year'),
    options: ['2024', '2025', '2026'].map((each) => option(`FY${each}`, each)),
  }
  const menu = { type: 'overflow', action_id: 'more', options: [option('Edit…', 'edit'), option('Delete…', 'delete')] }
  await client.apiCall('chat.postMessage', {
    channel,
    text: 'Periods',
    blocks: [{ type: 'actions', elements: [menu, year] }],
  })
  const page = await openPage(slack.url)
  await page.getByLabel('More actions').press('Enter')
  await page.getByRole('menuitem', { name: 'Edit…' }).press('ArrowDown')
  await page.locator('[role=menuitem]:focus').press('Enter')
  await expect.poll(() => seen).toMatchObject([{ selected_option: { value: 'delete' } }])
  await page.getByLabel('Year').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(() => seen).toHaveLength(2)
  expect(seen[1]).toMatchObject({ selected_option: { value: '2026' } })
})

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

test('a file stands in its thread with name, type and size, and its link fetches it; an uploaded image is seen', async () => {
  const { slack, client } = await openWorkplace()
  const { ts } = await client.chat.postMessage({ channel, text: 'Reports of Oct 2026' })
  await client.files.uploadV2({
    channel_id: channel,
    thread_ts: ts ?? '',
    file: Buffer.alloc(48_213),
    filename: 'Oct.csv',
  })
  const page = await openPage(slack.url)
  await page.getByTestId('thread-summary').click()
  const file = page.getByTestId('thread-pane').getByTestId('file')
  await file.waitFor()
  expect(await file.textContent()).toContain('Oct.csvCSV · 48 kB')
  const [download] = await Promise.all([page.waitForEvent('download'), file.getByRole('link').click()])
  expect(download.suggestedFilename()).toBe('Oct.csv')
  const body = Buffer.from(onePixel, 'base64')
  const announced = { filename: 'days.png', length: body.length }
  const { upload_url = '', file_id: id = '' } = await client.files.getUploadURLExternal(announced)
  await fetch(upload_url, { method: 'POST', body })
  await client.files.completeUploadExternal({ files: [{ id }] })
  const alt_text = 'Oct 2026: 4 days'
  const blocks = [{ type: 'image', slack_file: { id }, alt_text }]
  await client.apiCall('chat.postMessage', { channel, thread_ts: ts, text: alt_text, blocks })
  const image = page.getByTestId('thread-pane').getByRole('img', { name: alt_text })
  await expect.poll(() => image.evaluate((element: { naturalWidth?: number }) => element.naturalWidth)).toBe(1)
})

test('what was not sent is said so until the stand-in answers again, and the words stay', async () => {
  const options = {
    file: ':memory:',
    botUrl: 'http://127.0.0.1:9/',
    signingSecret,
    botToken,
    teamId: 'T0LOCAL',
    appId: 'A0LOCAL',
  }
  const before = await startSlack({ ...options, port: 0 })
  const page = await openPage(before.url)
  await before.close()
  await page.getByTestId('composer').fill('good morning')
  await page.getByTestId('composer').press('Enter')
  await page.getByText('That was not sent.').waitFor()
  await page.getByText('Disconnected').waitFor()
  const after = await startSlack({ ...options, port: before.port })
  onTestFinished(() => after.close())
  await page.getByText('Disconnected').waitFor({ state: 'detached' })
  await page.getByText('That was not sent.').waitFor({ state: 'detached' })
  expect(await page.getByTestId('composer').inputValue()).toBe('good morning')
})

test('on a phone, Behind is chosen from one field and read by keys; nothing is wider than the screen', async () => {
  const entry = (id: number, references: string[], title: string) => ({
    ...{
      id,
      revision: id,
      at: new Date(id * 1000).toISOString(),
      tookMs: 12,
      lane: 'zuora' as const,
      title,
      about: '',
    },
    ...{
      result: '200',
      isTrouble: false,
      isRead: false,
      person: null,
      references,
      mentions: [],
      heading: null,
      links: [],
    },
  })
  const path = `/v1/accounting-periods/${'8ad0'.repeat(8)}/pending-close`
  const entries = [entry(1, ['US-0001'], `PUT ${path}`), entry(2, ['US-0002'], 'GET /v1/accounting-periods')]
  const parts = [
    { label: 'The bot asks Zuora', line: `PUT ${path}`, headers: { long: 'x'.repeat(300) }, body: { path } },
  ]
  const behind = { read: () => ({ from: 0, revision: 2, entries }), exchange: () => parts, subscribe: () => {} }
  const { slack } = await openWorkplace({ behind })
  const page = await openPage(slack.url)
  await page.getByTestId('menu').click()
  await page.getByTestId('view-behind').click()
  await page.getByRole('heading', { name: 'US-0002' }).waitFor()
  await page.getByRole('combobox', { name: 'What to look at' }).selectOption('US-0001')
  await page.getByTestId('behind-entry').getByRole('button').press('Enter')
  await page.getByTestId('exchange').getByText('The bot asks Zuora').waitFor()
  const width = await page.locator('html').evaluate((shown) => shown.scrollWidth)
  const timeline = await page.locator('.timeline').evaluate((shown) => shown.scrollWidth - shown.clientWidth)
  expect([width, timeline]).toEqual([390, 0])
})

test('who is deactivated, or a guest by now, is marked where the person is chosen, at once', async () => {
  const { slack, post } = await openWorkplace()
  const page = await openPage(slack.url)
  await page.getByTestId('menu').click()
  await post('person', { user: 'U0BOB', deactivated: true })
  await page.getByTestId('person-U0BOB').getByText('deactivated').waitFor()
  await post('person', { user: 'U0CAROL', guest: true })
  await page.getByTestId('person-U0CAROL').getByText('now guest').waitFor()
  expect(await page.getByTestId('person-U0AUDIT').textContent()).toContain('Audrey auditor, guest')
  expect(await page.getByTestId('person-U0CFO').textContent()).toContain('Frank CFO')
})

test('the clock is moved by keys: the foot, “today” and the outcome follow; backwards is refused, and said', async () => {
  let ahead = 0
  const { slack, client } = await openWorkplace({
    clock: {
      msAhead: () => ahead,
      jumpTo: async (moment) => {
        const further = moment.getTime() - Date.now()
        if (further < ahead) return { kind: 'refused', because: 'The clock only goes forward.' }
        ahead = further
        await client.chat.postMessage({ channel, text: 'It expired.' })
        return { kind: 'jumped' }
      },
    },
  })
  const page = await openPage(slack.url)
  await page.getByTestId('menu').click()
  const [before] = await page.getByTestId('bot-time').allTextContents()
  await page.getByTestId('jump').press('Enter')
  await page.getByTestId('jump-tomorrow').press('Enter')
  await page.getByTestId('jump-followed').getByText('#month-end-close: 1 new message').waitFor()
  await page.getByTestId('bot-time').filter({ hasText: '9:00 AM' }).waitFor()
  expect(await page.getByTestId('bot-time').textContent()).not.toBe(before)
  expect(await page.getByTestId('clock-ahead').textContent()).toMatch(/(minutes?|hours?|days?) ahead/)

  await page.getByTestId('jump-moment').fill('2020-01-01T09:00', { force: true })
  await page.getByTestId('jump-moment').evaluate((input) => input.removeAttribute('min'))
  await page.getByTestId('jump-there').click()
  expect(await page.getByTestId('jump-refused').textContent()).toBe('The clock only goes forward.')
  await page.keyboard.press('Escape')
  await page.getByTestId('jump-dialog').waitFor({ state: 'detached' })
  await page.getByTestId(`channel-${channel}`).click()
  const shown = page.getByTestId('messages')
  await shown.getByText('It expired.').waitFor()
  expect(await shown.locator('.day').last().textContent()).toBe('Today')
})

test('who reads the end stays there, however fast long messages come and whatever takes room below', async () => {
  const { slack, client } = await openWorkplace()
  const page = await openPage(slack.url)
  const text = Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n')
  for (let count = 0; count < 8; count += 1) await client.chat.postMessage({ channel, text })
  const list = page.getByTestId('messages')
  const hidden = () =>
    list.evaluate(({ scrollHeight, scrollTop, clientHeight }) => Math.round(scrollHeight - scrollTop - clientHeight))
  await expect.poll(() => page.getByTestId('message').count()).toBe(8)
  await expect.poll(hidden).toBe(0)
  await page.getByTestId('composer').fill('one\ntwo\nthree\nfour\nfive\nsix')
  await expect.poll(hidden).toBe(0)
  await list.evaluate((element) => element.scrollTo(0, 0))
  await client.chat.postMessage({ channel, text })
  await expect.poll(() => page.getByTestId('message').count()).toBe(9)
  expect(await hidden()).toBeGreaterThan(1000)
})

test('Slack says of a bot that it did not answer; a page that is loaded anew has lost what was private', async () => {
  const { slack, client } = await openWorkplace({
    ackDeadlineMs: 50,
    bot: (app) => {
      app.action('reject', async () => {})
      app.command('/period', async () => {})
    },
  })
  await client.chat.postMessage({ channel, text: 'Close Oct 2026?', blocks: card })
  const page = await openPage(slack.url)
  await page.getByRole('button', { name: 'Reject…' }).click()
  await page.getByRole('alert').getByText('The app did not answer within 3 seconds.').waitFor()
  await page.getByTestId('composer').fill('/period list')
  await page.getByTestId('composer').press('Enter')
  const failed = page.getByText('/period failed with the error "operation_timeout"')
  await failed.waitFor()
  await client.chat.postEphemeral({ channel, user: 'U0ALICE', text: 'for you alone' })
  await page.getByText('for you alone').waitFor()
  await page.reload()
  await page.getByText('Close Oct 2026?').waitFor()
  expect(await failed.count()).toBe(0)
  await client.chat.postEphemeral({ channel, user: 'U0ALICE', text: 'once more' })
  await page.getByText('once more').waitFor()
  expect(await page.getByText('for you alone').count()).toBe(0)
})

/** A stand-in whose channel has so many messages from the past. */
const openLongChannel = async (count: number) => {
  const directory = mkdtempSync(join(tmpdir(), 'closing-bell-long-channel-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  const file = join(directory, 'slack.sqlite')
  const store = openStore(file)
  const [bot, first] = [{ user: 'U0BELL', bot_id: 'B0BELL', team: 'T0LOCAL' }, 1_790_000_000]
  for (let at = 0; at < count; at += 1)
    store.messages.put({ type: 'message', channel, ts: `${first + at * 600}.000100`, text: `message ${at}`, ...bot })
  store.close()
  return openWorkplace({ file })
}

test('of 1,000 messages the newest are drawn; by keys to a message, its thread and back; the focus stays while a card changes', async () => {
  const { slack, client } = await openLongChannel(1000)
  const page = await openPage(slack.url)
  const rows = page.getByTestId('message')
  await page.getByText('message 999').waitFor()
  expect(await rows.count()).toBe(60)
  await page.getByTestId('show-earlier').press('Enter')
  await expect.poll(() => rows.count()).toBe(120)

  const { ts = '' } = await client.chat.postMessage({ channel, text: 'Close Oct 2026?', blocks: card })
  const row = page.locator(`[data-ts="${ts}"]`)
  await row.waitFor()
  await page.getByTestId('messages').press('ArrowUp')
  await row.and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Tab')
  const approve = row.getByRole('button', { name: 'Approve' }).and(page.locator(':focus'))
  await approve.waitFor()
  const [, buttons] = card
  const update = (blocks: unknown[]) => client.apiCall('chat.update', { channel, ts, text: 'changed', blocks })
  await update([
    { type: 'header', text: plain('1 of 2 approvals') },
    { ...buttons, block_id: 'anew' },
  ])
  await row.getByText('1 of 2 approvals').waitFor()
  await approve.waitFor()
  await update([{ type: 'header', text: plain('It has ended') }])
  await row.and(page.locator(':focus')).getByText('It has ended').waitFor()

  await page.keyboard.press('Enter')
  await page.getByTestId('thread-pane').waitFor()
  await page.keyboard.press('Escape')
  await page.getByTestId('thread-pane').waitFor({ state: 'detached' })
  await row.and(page.locator(':focus')).waitFor()
  await page.getByTestId('composer').fill('/per')
  await page.keyboard.press('Escape')
  expect(await page.getByTestId('command-hints').count()).toBe(0)
  await page.keyboard.type('i')
  await page.keyboard.press('Enter')
  expect(await page.getByTestId('composer').inputValue()).toBe('/period ')
  await page.getByTestId('as-whom').selectOption('U0BOB')
  await page.locator('[data-person=U0BOB]').waitFor()
  expect(await page.getByTestId('composer').inputValue()).toBe('')
})

test('what is typed anywhere goes into the message box, names are completed by keys, and what came meanwhile is below “New”', async () => {
  const { slack, client, post } = await openWorkplace()
  const { ts } = await client.chat.postMessage({ channel, text: 'seen before' })
  await post('read', { user: 'U0ALICE', channel, ts })
  await client.chat.postMessage({ channel, text: 'while you were away' })
  const page = await openPage(slack.url)
  const line = page.getByTestId('new-line')
  expect(await line.evaluate((shown) => shown.nextElementSibling?.textContent)).toContain('while you were away')
  await client.chat.postMessage({ channel, text: 'while you look' })
  await page.getByText('while you look').waitFor()
  expect(await line.count()).toBe(1)

  await page.getByTestId('messages').focus()
  await page.keyboard.type('ask @c')
  const offered = page.getByTestId('command-hints').getByRole('option')
  expect(await offered.count()).toBe(3)
  await page.keyboard.press('ArrowDown')
  await page.getByRole('option', { name: '@controllers', selected: true }).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.type('about @month')
  expect(await offered.count()).toBe(0)
  expect(await page.getByTestId('composer').inputValue()).toBe('ask @controllers about @month')
  await page.keyboard.press('Enter')
  await page.getByTestId('message').getByText('@Controllers').waitFor()
})

test('trouble at Slack is asked for on the page, seen wherever one is, and gone once it was had', async () => {
  const { slack, get } = await openWorkplace({ bot: (app) => app.command('/period', ({ ack }) => ack()) })
  const page = await openPage(slack.url)
  const trouble = page.getByTestId('trouble-ack-lost')
  await page.getByTestId('menu').click()
  await page.getByTestId('view-behind').click()
  await page.getByText('Trouble at Slack', { exact: true }).press('Enter')
  await page.getByTestId('trouble-times').selectOption('3')
  await page.getByTestId('trouble-twice').press('Enter')
  await page.getByTestId('trouble-twice').getByText('the next 3').waitFor()
  await page.getByTestId('trouble-twice').press('Enter')
  await page.getByTestId('trouble-times').selectOption('1')
  await trouble.press('Enter')
  await page.locator('[data-testid=trouble-ack-lost][aria-pressed=true]').waitFor()
  expect(await page.locator('html').evaluate((shown) => shown.scrollWidth)).toBe(390)
  expect(await barriersOn(page)).toEqual([])
  await page.getByTestId('menu').click()
  await page.getByTestId('trouble-waits').getByText('the next exchange').waitFor()
  await page.getByTestId(`channel-${channel}`).click()
  await page.getByTestId('composer').fill('/period list')
  await page.getByTestId('composer').press('Enter')
  await page.getByText('/period failed with the error "operation_timeout"').waitFor()
  await page.getByTestId('trouble-waits').getByText('Trouble').waitFor({ state: 'detached' })
  expect((await get('deliveries')).deliveries).toMatchObject([{ of: 'command', result: 'timed-out' }])
})
