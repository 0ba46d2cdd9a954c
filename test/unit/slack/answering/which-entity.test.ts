import { expect, test } from 'vitest'
import { checkMessageBlocks } from '../../../../sim/slack/block-kit/blocks-check.ts'
import { readCommand } from '../../../../src/domain/commands/command.ts'
import { askWhichEntity, whyNoForm } from '../../../../src/slack/answering/which-entity.ts'
import { noSuchEntity, whichEntity } from '../../../../src/slack/messages/which-entity.ts'
import { sampleEntity } from '../../../support/sample-entity.ts'
import { samplePeriod } from '../../../support/sample-request.ts'
import { buttonsIn, markupIn, outside, outsideEscaped } from '../messages/check-message.ts'

const two = [
  { key: 'us', name: 'Example US', channel: 'C0CLOSE' },
  { key: 'eu', name: 'Example EU', channel: 'C0EU' },
]

test('the question has a button for each entity, which does the same command there', () => {
  const message = whichEntity(two, { text: 'close Oct 2026 note: October done', kind: 'request' })
  expect(checkMessageBlocks(message.blocks)).toMatchObject({ kind: 'valid' })
  expect(buttonsIn(message).map(({ text, action_id, value }) => [text.text, action_id, value])).toEqual([
    ['Example US', 'turn:us', 'close Oct 2026 in us note: October done'],
    ['Example EU', 'turn:eu', 'close Oct 2026 in eu note: October done'],
  ])
  expect(message.text).toContain('`in us` for Example US or `in eu` for Example EU')
})

test('a form is opened by the button itself', () => {
  const message = whichEntity(two, { text: 'edit Oct 2026', kind: 'form' })
  expect(buttonsIn(message).map(({ action_id, value }) => [action_id, value])).toEqual([
    ['open-form:us', 'edit Oct 2026 in us'],
    ['open-form:eu', 'edit Oct 2026 in eu'],
  ])
})

test('thirty entities with hostile names are what Slack takes', () => {
  const many = Array.from({ length: 30 }, (_, index) => ({ key: `e${index}`, name: outside.repeat(2) }))
  const message = whichEntity(many, { text: 'show next', kind: 'show' })
  expect(checkMessageBlocks(message.blocks)).toMatchObject({ kind: 'valid' })
  expect(buttonsIn(message)).toHaveLength(30)
  expect(message.text).toContain(outsideEscaped)
  for (const text of [...markupIn(message), noSuchEntity({ named: outside, entities: many }).text]) {
    expect(text).not.toContain('<!channel>')
  }
})

test('a command too long for a button is asked for in words', () => {
  const message = whichEntity(two, { text: `reopen Oct 2026 ${'late '.repeat(400)}`, kind: 'request' })
  expect(buttonsIn(message)).toEqual([])
  expect(message.text).toContain('`in eu` for Example EU')
})

const entities = two.map(({ key, name }) => sampleEntity({ key, name, channel: 'C0CLOSE' }))
const list = async () => [samplePeriod()]
const inEu = sampleEntity({ key: 'eu', channel: 'C0CLOSE', periods: { ...sampleEntity().periods, list } })
const rules = {
  policyFor: () => Promise.reject(new Error('no policy is looked at')) as never,
  labelOf: () => 'Example US',
  patience: { trialBalance: 1, trialBalanceStart: 1 },
}

const askedAbout = (text: string, all = entities) =>
  askWhichEntity({ text, channel: 'C0CLOSE' }, readCommand(text), {
    rules: { ...rules, entities: all },
    now: () => new Date('2026-11-04T14:00:00Z'),
  })

test.each(['list', 'show Oct 2026', 'close Oct 2026', 'close Aug..Oct 2026', 'reopen Oct 2026 in error'])(
  '“%s” in a channel that decides nothing is answered with the question',
  async (text) => {
    expect((await askedAbout(text))?.text).toContain('which entity do you mean?')
  },
)

test('nothing is asked where the words say it', async () => {
  for (const text of ['close Oct 2026 in eu', 'list in eu', 'show Oct 2026 in nowhere', 'help']) {
    expect(await askedAbout(text)).toBeUndefined()
  }
  const [us] = entities
  if (!us) throw new Error('there is no entity')
  expect(await askedAbout('reopen Oct 2026 in eu late invoice', [us, inEu])).toBeUndefined()
})

test('a form is not opened where the entity is not known, or not one of them', () => {
  const create = (entity: string | null) => ({ kind: 'form', form: 'create', reference: '', entity }) as const
  const typed = { text: 'create', channel: 'C0OTHER' }
  expect(whyNoForm(typed, create(null), two)?.text).toContain('which entity do you mean?')
  expect(whyNoForm(typed, create('nowhere'), two)?.text).toContain('there is no entity “nowhere”')
  expect(whyNoForm(typed, create('eu'), two)).toBeUndefined()
  expect(whyNoForm({ ...typed, channel: 'C0EU' }, create(null), two)).toBeUndefined()
})

test('what is said in a channel is of all its entities: of reminders it is asked only elsewhere', async () => {
  expect(await askedAbout('reminders')).toBeUndefined()
  const elsewhere = entities.map((one) => ({ ...one, channel: 'C0OTHER' }))
  expect((await askedAbout('reminders', elsewhere))?.text).toContain('which entity do you mean?')
})
