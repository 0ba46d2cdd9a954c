import type { AnyText } from '../../block-kit/text.ts'
import { WithEmoji } from '../text/emoji.tsx'
import { Mrkdwn } from '../text/mrkdwn.tsx'

export const Text = ({ text }: { text: AnyText }) =>
  text.type === 'mrkdwn' ? (
    <Mrkdwn text={text.text} />
  ) : (
    <span class="plain">{text.emoji === false ? text.text : <WithEmoji text={text.text} />}</span>
  )
