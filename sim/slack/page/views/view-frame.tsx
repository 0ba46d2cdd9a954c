import type { ComponentChildren } from 'preact'
import { MenuButton } from './menu-button.tsx'

type Props = { title: string; about: string; testId: string; onMenu: () => void; children: ComponentChildren }

/** What stands beside the sidebar where it is not a channel: a head as a channel has it, and what is seen. */
export const ViewFrame = ({ title, about, testId, onMenu, children }: Props) => (
  <main class="channel" data-testid={testId}>
    <header>
      <MenuButton onMenu={onMenu} />
      <h2>{title}</h2>
      <span class="topic">{about}</span>
    </header>
    {children}
  </main>
)
