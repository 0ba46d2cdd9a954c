import type { ConfirmDialog as Confirm } from '../../block-kit/text.ts'
import { Text } from '../blocks/text.tsx'
import { Dialog } from './dialog.tsx'

type Props = { confirm: Confirm; onConfirm: () => void; onDeny: () => void }

export const ConfirmDialog = ({ confirm, onConfirm, onDeny }: Props) => (
  <Dialog label={confirm.title?.text ?? 'Are you sure?'} testId="confirm" onCancel={onDeny}>
    <h2>{confirm.title?.text ?? 'Are you sure?'}</h2>
    <div class="dialog-body">
      <Text text={confirm.text} />
    </div>
    <div class="dialog-buttons">
      <button type="button" class="button" data-testid="confirm-deny" onClick={onDeny}>
        {confirm.deny?.text ?? 'Cancel'}
      </button>
      <button
        type="button"
        class={`button ${confirm.style ?? 'primary'}`}
        data-testid="confirm-accept"
        onClick={onConfirm}
      >
        {confirm.confirm?.text ?? 'Yes'}
      </button>
    </div>
  </Dialog>
)
