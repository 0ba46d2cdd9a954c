import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Block } from '../../block-kit/blocks.ts'
import type { Actionable } from '../../block-kit/elements.ts'
import type { Person, Screen } from '../../shapes.ts'
import { type Entered, initialOf } from '../../views/view-state.ts'

/** The workspace as the present person sees it. */
export type Seen = {
  person: Person
  workspace: Screen['workspace']
  channels: Screen['channels']
  faults: Screen['faults']
  open(channel: string, home?: boolean): void
  become(person: string): void
  /** How often the stand-in has answered: it grows when the stand-in is there again. */
  answers: number
}

const nobody: Person = {
  id: '',
  handle: '',
  name: '',
  role: '',
  tz: 'UTC',
  email: '',
  isGuest: false,
  isDeactivated: false,
}

export const SeenContext = createContext<Seen>({
  person: nobody,
  workspace: {
    name: '',
    people: [],
    groups: [],
    bot: { id: '', handle: '', name: '' },
    hasHome: false,
    zuora: { kind: 'unknown' },
    clock: null,
    commands: [],
  },
  channels: [],
  faults: [],
  open: () => {},
  become: () => {},
  answers: 0,
})

/** What the bot's command is called here: `/period`. */
export const useCommandName = (): string => useContext(SeenContext).workspace.commands[0]?.command ?? ''

/** What the elements of a message or a view do when they are used; answers with what went wrong. */
export type Surface = {
  act(block: Block, element: Actionable, value: Entered): Promise<string | null>
  /** What stands in an element: what the person entered, or what was there from the start. */
  read(block: Block, element: Actionable): Entered
  enter(block: Block, element: Actionable, value: Entered): void
  /** In modals: what is wrong with what was entered, by block. */
  errors: Record<string, string>
}

export const noSurface: Surface = {
  act: async () => null,
  read: (_block, element) => initialOf(element),
  enter: () => {},
  errors: {},
}

export const SurfaceContext = createContext<Surface>(noSurface)
