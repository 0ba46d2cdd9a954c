import { stringify } from 'yaml'
import { given } from './year-config.ts'

const { entities, policy, reminders } = given

/** What stands before the year. */
export const introduction = `# A year of reminders

What the bot sends in a year, as those who get it read it: 2026 of a company with two entities, lived by the tests with the
real rules, the real words and a clock that jumps (\`test/usecases/reminders/a-year-of-reminders.test.ts\`, which fails
where this page is not what is said, and with \`-u\` writes it anew). What people did is in italics; cards, outcomes and
exceptions, which are posted at once, are left out. Every time is by the clock of whoever reads it.

Alice, Bob and Dan, later Fay, work in New York, Eve in Berlin, Carol in London; Bob, Carol and Dan are @controllers. Their
configuration, with the default of every key that is not in it ([configuration](configuration.md)):

\`\`\`yaml
${stringify({ entities, policy, reminders }, { flowCollectionPadding: true, lineWidth: 120 }).trim()}
\`\`\``
