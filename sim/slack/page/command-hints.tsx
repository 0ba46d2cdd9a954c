import type { Screen } from '../shapes.ts'

type Props = { commands: Screen['workspace']['commands']; onPick: (command: string) => void }

/** The commands that begin with what is typed, each with the usage hint of its manifest. */
export const CommandHints = ({ commands, onPick }: Props) =>
  commands.length === 0 ? null : (
    <ul class="command-hints" aria-label="Commands" data-testid="command-hints">
      {commands.map(({ command, usageHint, description }) => (
        <li key={command}>
          <button type="button" onClick={() => onPick(command)}>
            <span>
              <b>{command}</b> <span class="usage">{usageHint}</span>
            </span>
            <small>{description}</small>
          </button>
        </li>
      ))}
    </ul>
  )
