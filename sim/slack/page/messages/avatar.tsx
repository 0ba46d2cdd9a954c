import { Sign } from './sign.tsx'

/** A person's initial on their own colour; the bot and Slackbot have a sign of their own. */
export const Avatar = ({ id, name, isSmall = false }: { id: string; name: string; isSmall?: boolean }) => (
  <span class={`avatar ${id} ${isSmall ? 'small' : ''}`} aria-hidden="true">
    {signs[id] === undefined ? name.slice(0, 1) : <Sign name={signs[id]} />}
  </span>
)

const signs: Readonly<Record<string, string>> = { U0BELL: 'bell', USLACKBOT: 'speech_balloon' }
