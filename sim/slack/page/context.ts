import { createContext } from 'preact'
import type { Block } from '../block-kit/blocks.ts'
import type { Actionable } from '../block-kit/elements.ts'
import type { Person, Screen } from '../shapes.ts'
import type { Entered } from '../view-state.ts'

/** The workspace as the present person sees it. */
export type Seen = {
  person: Person
  workspace: Screen['workspace']
  channels: Screen['channels']
  open(channel: string): void
}

const nobody: Person = { id: '', handle: '', name: '', role: '', tz: 'UTC', isGuest: false }

export const SeenContext = createContext<Seen>({
  person: nobody,
  workspace: { name: '', people: [], groups: [], bot: { id: '', name: '' }, zuoraPageUrl: null, commands: [] },
  channels: [],
  open: () => {},
})

/** What the elements of a message or a view do when they are used; answers with what went wrong. */
export type Surface = {
  act(block: Block, element: Actionable, value: Entered): Promise<string | null>
  /** In views: what is entered, and what is wrong with it. */
  values: Record<string, Entered>
  enter(element: Actionable, value: Entered): void
  errors: Record<string, string>
}

export const noSurface: Surface = { act: async () => null, values: {}, enter: () => {}, errors: {} }

export const SurfaceContext = createContext<Surface>(noSurface)
