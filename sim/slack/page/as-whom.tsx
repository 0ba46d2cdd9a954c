import { useContext } from 'preact/hooks'
import { SeenContext } from './state/context.ts'

/** Who is at the page, and one touch away who else could be: on a phone the people of the sidebar are behind its menu. */
export const AsWhom = () => {
  const { person, workspace, become } = useContext(SeenContext)
  return (
    <select
      class="as-whom"
      aria-label="You are"
      data-testid="as-whom"
      onChange={({ currentTarget }) => become(currentTarget.value)}
    >
      {workspace.people.map(({ id, name, role }) => (
        <option key={id} value={id} label={id === person.id ? `as ${name}` : undefined} selected={id === person.id}>
          {`${name}: ${role}`}
        </option>
      ))}
    </select>
  )
}
