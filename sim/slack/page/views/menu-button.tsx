/** On a phone the sidebar is behind it. */
export const MenuButton = ({ onMenu }: { onMenu: () => void }) => (
  <button type="button" class="icon menu" aria-label="Channels and people" data-testid="menu" onClick={onMenu}>
    ☰
  </button>
)
