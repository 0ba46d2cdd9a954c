import { beforeAll, expect, test } from 'vitest'
import type { Block } from '../../sim/slack/block-kit/blocks.ts'
import { checkMessageBlocks, checkView } from '../../sim/slack/block-kit/blocks-check.ts'
import { withIds } from '../../sim/slack/block-kit/with-ids.ts'
import { coverage } from '../../sim/slack/coverage.ts'
import { openDrawing } from './sim-slack-drawn.ts'

const seen = {
  person: { id: 'U0ALICE', tz: 'Europe/London' },
  workspace: {
    people: [
      { id: 'U0ALICE', name: 'Alice' },
      { id: 'U0BOB', name: 'Bob' },
    ],
    groups: [{ id: 'S0FINANCE', handle: 'finance', users: ['U0ALICE'] }],
    bot: { id: 'U0BELL', name: 'Closing Bell' },
    clock: null,
    commands: [],
  },
  channels: [{ id: 'C0CLOSE', kind: 'channel', name: 'month-end-close' }],
  open() {},
  answers: 0,
}

let drawing: Awaited<ReturnType<typeof openDrawing>>
beforeAll(async () => {
  drawing = await openDrawing()
})

const plain = (text: string) => ({ type: 'plain_text', text })
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })
const option = (text: string, value = text.toLowerCase()) => ({ text: plain(text), value })
const options = [option('One'), { ...option('Two'), description: plain('the second') }]

/** Checked as Slack checks it, then drawn. */
const draw = (block: object): string => {
  const inMessage = checkMessageBlocks([block])
  if (inMessage.kind === 'valid') return drawing.drawBlocks(seen, named(inMessage.value))
  const view = { type: 'modal', title: plain('A form'), submit: plain('Save'), blocks: [block] }
  const inView = checkView(view)
  if (inView.kind === 'valid') return drawing.drawBlocks(seen, named(inView.value.blocks))
  throw new Error([...inMessage.messages, ...inView.messages].join('\n'))
}

const named = (blocks: readonly Block[]) => withIds(blocks.map((block, index) => ({ block_id: `b${index}`, ...block })))

type Sample = { given: object; drawn: (string | RegExp)[] }
const expectDrawn = (html: string, drawn: Sample['drawn']) => {
  for (const part of drawn)
    expect(html).toEqual(typeof part === 'string' ? expect.stringContaining(part) : expect.stringMatching(part))
}

const cell = (text: string) => ({ type: 'raw_text', text })
const section = (...elements: object[]) => ({ type: 'rich_text_section', elements })

const blocks: Record<string, Sample> = {
  header: {
    given: { text: plain('Close *Oct* :lock:') },
    drawn: [/<h3 class="header">Close \*Oct\* <svg.*aria-label="lock"/],
  },
  section: {
    given: {
      text: mrkdwn('*Close*'),
      fields: [mrkdwn('*By*\n<@U0BOB>'), plain('*as written*')],
      accessory: { type: 'button', action_id: 'open', text: plain('Open') },
    },
    drawn: ['<b>Close</b>', /<b>By<\/b>.*@Bob/, '*as written*', /class="accessory">.*<button.*>Open<\/button>/],
  },
  context: {
    given: {
      elements: [
        mrkdwn('_small_'),
        plain('print'),
        { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'a logo' },
      ],
    },
    drawn: ['<div class="context">', '<i>small</i>', 'print', /role="img" aria-label="a logo"/],
  },
  divider: { given: {}, drawn: [/<hr ?\/>/] },
  actions: {
    given: {
      elements: [
        {
          type: 'button',
          action_id: 'yes',
          style: 'primary',
          text: plain('Approve'),
          accessibility_label: 'Approve Oct',
        },
        { type: 'button', action_id: 'no', style: 'danger', text: plain('Reject…') },
      ],
    },
    drawn: [/class="button primary" aria-label="Approve Oct".*>Approve</, /class="button danger".*>Reject…</],
  },
  table: {
    given: {
      rows: [
        [cell('Period'), cell('Days')],
        [
          { type: 'rich_text', elements: [section({ type: 'text', text: 'Oct', style: { bold: true } })] },
          { type: 'raw_number', value: 4 },
        ],
      ],
      column_settings: [null, { align: 'right' }],
    },
    drawn: [/<th scope="col".*Period.*<\/th>/, /<td.*<b>.*Oct.*<\/b>/, /text-align:\s?right.*>4</],
  },
  rich_text: {
    given: {
      elements: [
        section(
          { type: 'user', user_id: 'U0BOB' },
          { type: 'usergroup', usergroup_id: 'S0FINANCE' },
          { type: 'broadcast', range: 'here' },
        ),
        section(
          { type: 'link', url: 'https://example.com/', text: 'a link' },
          { type: 'emoji', name: 'bell' },
          { type: 'channel', channel_id: 'C0CLOSE' },
        ),
        section(
          { type: 'date', timestamp: 1793620800, format: '{date_num} {time}' },
          { type: 'text', text: 'x', style: { strike: true, underline: true } },
        ),
        { type: 'rich_text_list', style: 'ordered', offset: 2, elements: [section({ type: 'text', text: 'third' })] },
        {
          type: 'rich_text_list',
          style: 'bullet',
          indent: 1,
          border: 1,
          elements: [section({ type: 'text', text: 'inner' })],
        },
        { type: 'rich_text_quote', elements: [{ type: 'text', text: 'said' }] },
        { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'a  b' }] },
      ],
    },
    drawn: [
      'class="mention">@Bob',
      'class="mention you">@finance',
      'class="mention you">@here',
      /<a href="https:\/\/example.com\/" target="_blank".*>a link</,
      'aria-label="bell"',
      '#month-end-close',
      '2026-11-02 12:00 PM',
      /<s><u>.*x.*<\/u><\/s>/,
      /<ol start="3".*third/,
      /<ul class="bordered" style="[^"]*circle.*inner/,
      /<blockquote>.*said/,
      /<pre>.*a {2}b/,
    ],
  },
  image: {
    given: { image_url: 'https://example.com/a.png', alt_text: 'days to close', title: plain('Oct 2026') },
    drawn: ['<figcaption>Oct 2026</figcaption>', /role="img" aria-label="days to close"/],
  },
  input: {
    given: {
      label: plain('Note'),
      hint: plain('For the record'),
      optional: true,
      element: { type: 'plain_text_input', action_id: 'note' },
    },
    drawn: [
      /<label class="label" for="input-b0">Note<span class="quiet"> \(optional\)/,
      'For the record',
      'aria-required="false"',
    ],
  },
  alert: {
    given: { text: mrkdwn('*Take care*'), level: 'warning' },
    drawn: ['class="alert warning" role="note"', '<b>Take care</b>'],
  },
}

test.each(Object.keys(coverage.blocks.there))('a block is drawn: %s', (type) => {
  const { given, drawn } = blocks[type] ?? { given: {}, drawn: [/never/] }
  expectDrawn(draw({ type, ...given }), drawn)
})

const placeholders = Object.entries(coverage.blocks.placeholders).flatMap(([type, on]) => (on.length > 0 ? [type] : []))

test.each(placeholders)('a block that is not drawn says so: %s', (type) => {
  expect(draw({ type })).toContain(`A block of the type “${type}”, which this stand-in does not draw.`)
})

const chooses = (...texts: string[]) => texts.map((text) => new RegExp(`<option value="[^"]+"[^>]*>${text}</option>`))

const elements: Record<string, Sample> = {
  button: {
    given: { text: plain('A label that Slack cuts after a while'), url: 'https://example.com/' },
    drawn: ['A label that Slack cuts after …'],
  },
  overflow: { given: { options }, drawn: ['aria-label="More actions" aria-haspopup="menu" aria-expanded="false"'] },
  image: { given: { image_url: 'https://example.com/a.png', alt_text: 'a logo' }, drawn: ['aria-label="a logo"'] },
  static_select: {
    given: { placeholder: plain('Pick'), options, initial_option: options[1] },
    drawn: ['>Pick</option>', /value="two" selected[^>]*>Two/],
  },
  multi_static_select: {
    given: { option_groups: [{ label: plain('All'), options }], initial_options: [options[0]] },
    drawn: ['<span class="token">One</span>', '<b>All</b>', /type="checkbox" value="one" checked.*value="two"\/>/],
  },
  users_select: { given: { initial_user: 'U0BOB' }, drawn: chooses('Alice', 'Bob') },
  multi_users_select: {
    given: {},
    drawn: ['Select some', /type="checkbox" value="U0ALICE".*Alice.*value="U0BOB".*Bob/],
  },
  conversations_select: { given: {}, drawn: chooses('month-end-close') },
  channels_select: { given: {}, drawn: chooses('month-end-close') },
  checkboxes: {
    given: { options: [{ text: mrkdwn('*Whole* month'), value: 'm' }] },
    drawn: [/<input type="checkbox".*<b>Whole<\/b> month/],
  },
  radio_buttons: {
    given: { options, initial_option: options[0] },
    drawn: ['role="radiogroup"', /type="radio"[^>]* value="one" checked/, '<small>'],
  },
  datepicker: { given: { initial_date: '2026-10-31' }, drawn: [/type="date" value="2026-10-31"/] },
  timepicker: { given: { initial_time: '17:05' }, drawn: [/type="time" value="17:05"/] },
  datetimepicker: { given: { initial_date_time: 1793620800 }, drawn: [/type="datetime-local" value="2026-11-0/] },
  plain_text_input: {
    given: { multiline: true, initial_value: 'so far' },
    drawn: [/<textarea[^>]*>so far<\/textarea>/],
  },
  email_text_input: { given: {}, drawn: ['type="email"'] },
  url_text_input: { given: {}, drawn: ['type="url"'] },
  number_input: { given: { is_decimal_allowed: true }, drawn: ['inputmode="decimal"'] },
}

const blockWith = (element: { type: string }): object => {
  const places = coverage.elements.there[element.type] ?? []
  if (places.includes('actions')) return { type: 'actions', elements: [element] }
  if (places.includes('input')) return { type: 'input', label: plain('A label'), element }
  return { type: 'section', text: plain('beside it'), accessory: element }
}

test.each(Object.keys(coverage.elements.there))('an element is drawn, with a name: %s', (type) => {
  const { given, drawn } = elements[type] ?? { given: {}, drawn: [/never/] }
  const html = draw(blockWith({ type, ...given, ...(type === 'image' ? {} : { action_id: 'it' }) }))
  expectDrawn(html, drawn)
  if (type !== 'image') expect(html).toContain('data-action-id="it"')
})

test('mrkdwn: what is quoted, listed, linked, mentioned and dated, in the zone of who reads it', () => {
  const html = drawing.drawText(
    seen,
    '*<https://example.com/|a bold link>* <mailto:a@example.com|mail> `a  *b*` <javascript:alert(1)|no link>\n' +
      '> <@U0BOB> and <!subteam^S0FINANCE>\n3. three\n4. four\n<!date^1793620800^{date_short} at {time}|x>',
  )
  expectDrawn(html, [
    /<b><a href="https:\/\/example.com\/"[^>]*>a bold link<\/a><\/b>/,
    /<a href="mailto:a@example.com"/,
    '<code>a  *b*</code>',
    '<span>no link</span>',
    /<blockquote>.*@Bob.*@finance.*<\/blockquote>/,
    /<ol start="3".*three/,
    'Nov 2, 2026 at 12:00 PM',
  ])
})
