import type { AnyText } from '../../block-kit/text.ts'
import { WithEmoji } from '../emoji.tsx'
import { Mrkdwn } from '../mrkdwn.tsx'

export const Text = ({ text }: { text: AnyText }) =>
  text.type === 'mrkdwn' ? (
    <Mrkdwn text={text.text} />
  ) : (
    <span class="plain">
      <WithEmoji text={text.text} />
    </span>
  )
