import { useContext, useMemo } from 'preact/hooks'
import type { View } from '../shapes.ts'
import { Blocks } from './blocks/blocks.tsx'
import { noSurface, SeenContext, type Surface, SurfaceContext } from './context.ts'
import { pressElement } from './press-element.ts'

/** The bot's Home tab, where it published one for this person. */
export const Home = ({ view }: { view: View }) => {
  const { person } = useContext(SeenContext)
  const surface = useMemo<Surface>(
    () => ({
      ...noSurface,
      act: (block, element, value) => pressElement({ user: person.id, view_id: view.id }, { block, element, value }),
    }),
    [person.id, view.id],
  )
  return (
    <div class="messages home" data-testid="home">
      <SurfaceContext.Provider value={surface}>
        <Blocks blocks={view.blocks} />
      </SurfaceContext.Provider>
    </div>
  )
}
