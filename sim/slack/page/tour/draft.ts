import { createContext } from 'preact'

/** What is put into the message box for the person to send; null: nothing. */
export const DraftContext = createContext<{ text: string | null; take(): void }>({ text: null, take: () => {} })
