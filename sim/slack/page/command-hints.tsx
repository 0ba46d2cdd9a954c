import type { Screen } from '../shapes.ts'

type Props = {
  id: string
  commands: Screen['workspace']['commands']
  /** The one that Enter or Tab takes. */
  marked: string | undefined
  onPick: (command: string) => void
}

/** The commands that begin with what is typed, each with the usage hint of its manifest. */
export const CommandHints = ({ id, commands, marked, onPick }: Props) =>
  commands.length === 0 ? null : (
    <div class="command-hints" id={id} role="listbox" aria-label="Commands" data-testid="command-hints">
      {commands.map(({ command, usageHint, description }) => (
        <button
          type="button"
          role="option"
          key={command}
          id={`${id}-${command}`}
          tabIndex={-1}
          aria-selected={command === marked}
          onClick={() => onPick(command)}
        >
          <span>
            <b>{command}</b> <span class="usage">{usageHint}</span>
          </span>
          <small>{description}</small>
        </button>
      ))}
    </div>
  )
