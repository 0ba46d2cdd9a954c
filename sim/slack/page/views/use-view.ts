import { useEffect, useState } from 'preact/hooks'
import { type ViewName, viewOfHash } from './view-name.ts'

/** The view that is seen. It is in the address, so that a reload and the browser's Back keep to it. */
export const useView = (): { view: ViewName; show(view: ViewName): void } => {
  const [view, setView] = useState(viewOfHash(location.hash))
  useEffect(() => {
    const follow = () => setView(viewOfHash(location.hash))
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  return {
    view,
    show: (next) => {
      if (viewOfHash(location.hash) !== next) location.hash = next
    },
  }
}
