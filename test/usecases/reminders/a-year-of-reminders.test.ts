import { expect, test } from 'vitest'
import { liveAYear } from '../../support/reminders/year/live-a-year.ts'
import { yearDocument } from '../../support/reminders/year/year-document.ts'

const { events } = await liveAYear()

test('the document is what was said; after a change of rules or words, vitest -u writes it anew', async () => {
  await expect(yearDocument(events, '# A year of reminders')).toMatchFileSnapshot(
    '../../../docs/a-year-of-reminders.md',
  )
})
