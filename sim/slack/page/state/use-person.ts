import { useState } from 'preact/hooks'

const firstPerson = 'U0ALICE'
const remembered = 'closing-bell-person'

/** Who sits before the page; remembered by the browser. */
export const usePerson = () => {
  const [person, setPerson] = useState(localStorage.getItem(remembered) ?? firstPerson)
  const become = (next: string) => {
    localStorage.setItem(remembered, next)
    setPerson(next)
  }
  return { person, become }
}
