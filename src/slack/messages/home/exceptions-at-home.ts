import type { Button, KnownBlock } from '@slack/types'
import type { FiledException } from '../../../domain/reconcile/exceptions.ts'
import { referenceOf } from '../../../domain/request.ts'
import { acknowledgeIds } from '../../ids.ts'
import { actions, header, section } from '../blocks.ts'
import { exceptionButtons, exceptionLines, exceptionTitle } from '../exceptions/exception.ts'
import type { EntityLabel } from '../text/words.ts'
import { blockName } from './block-names.ts'
import type { HomeWithPart } from './home-input.ts'
import { moreOf } from './requests-at-home.ts'

const mostShown = 6

/** What others did in Zuora and nobody has acknowledged; buttons for those whose press would count. */
export function exceptionsAtHome(home: HomeWithPart, label: EntityLabel): KnownBlock[] {
  const { exceptions } = home
  if (exceptions.length === 0) return []
  const blocks = exceptions
    .slice(0, mostShown)
    .flatMap((filed) => [
      section([exceptionTitle(filed, label), ...exceptionLines(filed)].join('\n')),
      ...actions(buttonsFor(home, filed, label), blockName('exceptions', referenceOf(filed))),
    ])
  return [
    header(`Exceptions: ${exceptions.length}`, blockName('exceptions')),
    ...blocks,
    ...moreOf(exceptions.length, mostShown),
  ]
}

/** Auditors only read; approvers acknowledge what somebody else has explained. */
function buttonsFor({ personId, entities }: HomeWithPart, filed: FiledException, label: EntityLabel): Button[] {
  const roles = entities.find(({ entity }) => entity === filed.entity)?.roles
  if (!roles || (roles.asks.length === 0 && roles.approves.length === 0)) return []
  const mayAcknowledge = roles.approves.length > 0 && filed.about.explanation?.by.id !== personId
  const buttons = exceptionButtons(filed, label, true)
  return mayAcknowledge ? buttons : buttons.filter(({ action_id: id = '' }) => !acknowledgeIds.test(id))
}
