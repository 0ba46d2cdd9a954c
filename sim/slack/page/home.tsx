import { useContext, useRef } from 'preact/hooks'
import type { View } from '../shapes.ts'
import { initialOf } from '../views/view-state.ts'
import { Blocks } from './blocks/blocks.tsx'
import { noSurface, SeenContext, type Surface, SurfaceContext } from './state/context.ts'
import { pressElement } from './state/press-element.ts'
import { useEntered } from './state/use-entered.ts'
import { useKeptFocus } from './state/use-kept-focus.ts'

/** The bot's Home tab, as it was published for this person. */
export const Home = ({ view }: { view: View | null }) => {
  const whole = useRef<HTMLDivElement>(null)
  useKeptFocus(whole)
  return (
    <div class="messages home" data-testid="home" ref={whole} tabIndex={-1}>
      {view ? (
        <Published key={view.id} view={view} />
      ) : (
        <p class="empty-channel">Nothing was published here for you yet.</p>
      )}
    </div>
  )
}

const Published = ({ view }: { view: View }) => {
  const { person } = useContext(SeenContext)
  const { values, ...entered } = useEntered(view.blocks, (_block, element) => initialOf(element))
  const surface: Surface = {
    ...noSurface,
    ...entered,
    act: (block, element, value) =>
      pressElement({ user: person.id, view_id: view.id, values }, { block, element, value }),
  }
  return (
    <SurfaceContext.Provider value={surface}>
      <Blocks blocks={view.blocks} />
    </SurfaceContext.Provider>
  )
}
