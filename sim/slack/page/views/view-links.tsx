import { titleOfView, type ViewName, viewNames } from './view-name.ts'

type Props = { current: ViewName; onFollow: () => void }

/** The switch between the views; plain links, so that each can be opened in a tab of its own. */
export const ViewLinks = ({ current, onFollow }: Props) => (
  <div class="view-links">
    {viewNames.map((name) => (
      <a
        key={name}
        href={`#${name}`}
        aria-current={name === current ? 'page' : undefined}
        data-testid={`view-${name}`}
        onClick={onFollow}
      >
        {titleOfView[name]}
      </a>
    ))}
  </div>
)
