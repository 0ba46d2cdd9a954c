import type { Offered } from './offered-names.ts'

type Props = {
  id: string
  offered: readonly Offered[]
  /** The one that Enter or Tab takes. */
  marked: Offered | null
  onPick: (offered: Offered) => void
}

/** What begins with what is typed: commands, each with the usage hint of its manifest, or names. */
export const CommandHints = ({ id, offered, marked, onPick }: Props) =>
  offered.length === 0 ? null : (
    <div class="command-hints" id={id} role="listbox" aria-label="Completions" data-testid="command-hints">
      {offered.map((each) => (
        <button
          type="button"
          role="option"
          key={each.id}
          id={optionId(id, each)}
          tabIndex={-1}
          aria-selected={each === marked}
          onClick={() => onPick(each)}
        >
          <span>
            <b>{each.insert}</b> <span class="usage">{each.hint}</span>
          </span>
          <small>{each.about}</small>
        </button>
      ))}
    </div>
  )

export const optionId = (list: string, { id }: Offered): string => `${list}-${id}`
