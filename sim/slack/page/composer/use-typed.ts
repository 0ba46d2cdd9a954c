import { useState } from 'preact/hooks'

const kept = new Map<string, string>()

/** What stands unsent in a message box, kept while another channel or person is looked at. */
export const useTyped = (box: string): [string, (text: string) => void] => {
  const [text, setText] = useState(kept.get(box) ?? '')
  const keep = (next: string) => {
    kept.set(box, next)
    setText(next)
  }
  return [text, keep]
}
