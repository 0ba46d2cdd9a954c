import type { ShownTenant } from '../control/shown-tenant.ts'
import { nameOf } from './lines.ts'
import { inWords } from './words.ts'

type Props = { effects: ShownTenant['effects']; bot: string; timezone: string }

/** What took effect in the tenant and whose it was, the newest first. */
export const Effects = ({ effects, bot, timezone }: Props) => (
  <section class="effects" aria-label="What took effect">
    <h2>What took effect</h2>
    {effects.length === 0 ? <p class="quiet">Nothing yet.</p> : null}
    <ol>
      {effects.map(({ at, what, periodName, by, trackId }) => (
        <li key={`${at}${what}${periodName}`}>
          <time dateTime={at}>{new Date(at).toLocaleTimeString('en-GB', { timeZone: timezone })}</time>{' '}
          <b>
            {inWords(what)}, {periodName}
          </b>{' '}
          by {nameOf(by, bot)}
          {trackId === null ? '' : ` for ${trackId}`}
        </li>
      ))}
    </ol>
  </section>
)
