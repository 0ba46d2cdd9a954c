import type { ModalView } from '@slack/types'
import { type FormAnswer, type PrepareFormPorts, prepareForm } from '../../usecases/forms/prepare-form.ts'
import type { Asked } from '../asked.ts'
import { formBrokeMessage, messageView } from '../messages/forms/form-views.ts'
import { periodForm } from '../messages/forms/period-form.ts'
import { actionReply } from '../messages/replies.ts'
import type { EntityLabel } from '../messages/text/words.ts'
import { troubleMessage } from '../messages/trouble.ts'
import type { ShowModal } from './show-modal.ts'

export type FormResponderPorts = PrepareFormPorts & { showModal: ShowModal; replies: { label: EntityLabel } }

type FormAsked = Extract<Asked, { kind: 'form' }>

/** Turns the modal that is loading into the form, or into why there is none. What nobody foresaw is told there, and thrown. */
export async function respondWithForm(asked: FormAsked, ports: FormResponderPorts): Promise<void> {
  const opened = { id: asked.viewId, hash: asked.viewHash }
  try {
    await ports.showModal(opened, await viewFor(asked, ports))
  } catch (error) {
    await ports.showModal(opened, messageView(asked.form, formBrokeMessage))
    throw error
  }
}

async function viewFor(asked: FormAsked, ports: FormResponderPorts): Promise<ModalView> {
  try {
    return viewOf(asked, await prepareForm(asked, ports), ports.replies)
  } catch (error) {
    const trouble = troubleMessage(error)
    if (trouble) return messageView(asked.form, trouble)
    throw error
  }
}

function viewOf(asked: FormAsked, answer: FormAnswer, { label }: { label: EntityLabel }): ModalView {
  switch (answer.kind) {
    case 'create':
    case 'edit':
    case 'dates':
      return periodForm(answer, { label, channel: asked.channel })
    default:
      return messageView(asked.form, actionReply(answer, label))
  }
}
