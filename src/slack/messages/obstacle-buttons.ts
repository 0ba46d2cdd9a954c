import type { Button } from '@slack/types'
import { commandIn } from '../../domain/commands/command-in.ts'
import type { ActionAnswer } from '../../usecases/request-action.ts'
import { labels } from '../ids.ts'
import { confirmation, yesTo } from './blocks.ts'
import { commandButton } from './periods/period-buttons.ts'

type Obstacles = Extract<ActionAnswer, { kind: 'obstacles' }>

/** The ways out that are one press away: the close that comes first, and all that is known of the period that was named. */
export function obstacleButtons({ action, period, entity, obstacles }: Obstacles): Button[] {
  const first = obstacles.flatMap((one) =>
    one.kind === 'earlier-not-closed' || one.kind === 'children-not-closed' ? one.periods : [],
  )[0]
  return [
    ...(first ? [closeButton(first.name, entity.key)] : []),
    ...(action === 'create' ? [] : [showButton(period.name, entity.key)]),
  ]
}

function closeButton(name: string, entity: string): Button {
  return commandButton('close', commandIn(`close ${name}`, entity), {
    label: `${labels.close} ${name}`,
    about: `Ask for the close of ${name}`,
    style: 'primary',
    confirm: confirmation({
      title: `Ask for the close of ${name}?`,
      text: 'You ask for the whole close: pending close, trial balance, approvals, close. The request is recorded under your name.',
      yes: yesTo(labels.close, name),
    }),
  })
}

function showButton(name: string, entity: string): Button {
  return commandButton('show', commandIn(`show ${name}`, entity), {
    label: `${labels.show} ${name}`,
    about: `Show all that is known of ${name}`,
  })
}
