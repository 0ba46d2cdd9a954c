import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { openTerminal } from '../../../scripts/secrets/terminal.ts'

const secret = 'xoxb-1111-2222-aBcDeFgH'

/** A terminal whose own echo is off while it is raw; `screen` is all that is shown. */
function openScreen() {
  const keys = new PassThrough()
  const shown: string[] = []
  const raw: boolean[] = []
  const keyboard = Object.assign(keys, { setRawMode: (isRaw: boolean) => raw.push(isRaw) })
  const terminal = openTerminal(keyboard, { write: (text) => shown.push(text) })
  return { ...terminal, raw, type: (text: string) => void keys.write(text), keys, screen: () => shown.join('') }
}

test('of what is typed unseen nothing is shown, not even how long it is', async () => {
  const { askHidden, type, screen } = openScreen()
  const answer = askHidden('Paste it: ')
  for (const key of ['x', secret, '\x7f', 'H', '\x1b[A', '\t', '\r']) type(key)
  expect(await answer).toBe(`x${secret}`)
  expect(screen()).toBe('Paste it: \n')
})

test('a visible answer is shown as it is typed, and can be corrected', async () => {
  const { ask, type, screen } = openScreen()
  const answer = ask('Keep or replace? ')
  type('kee\x7f\x7f\x7frep')
  type('\r')
  expect(await answer).toBe('rep')
  expect(screen()).toBe('Keep or replace? kee\b \b\b \b\b \brep\n')
})

test('Ctrl-U begins anew, and blanks around what is pasted are none of it', async () => {
  const { askHidden, type } = openScreen()
  const answer = askHidden('')
  type(`wrong\x15  ${secret} \r`)
  expect(await answer).toBe(secret)
})

test('what is pasted after its line, or while nothing is asked, is neither shown nor taken for the next answer', async () => {
  const { ask, askHidden, type, screen } = openScreen()
  const first = askHidden('id: ')
  type(`the-id\r${secret}\r`)
  expect(await first).toBe('the-id')
  type(secret)
  await new Promise(setImmediate)
  const next = ask('Keep? ')
  type('k\r')
  expect(await next).toBe('k')
  expect(screen()).not.toContain(secret)
})

test.each([
  ['Ctrl-C', '\x03'],
  ['Ctrl-D', '\x04'],
])('%s leaves, and every later question is left, too', async (_name, key) => {
  const { askHidden, ask, type } = openScreen()
  const answer = askHidden('Paste it: ')
  type(`${secret}${key}`)
  await expect(answer).rejects.toHaveProperty('name', 'Interrupted')
  await expect(ask('Keep? ')).rejects.toHaveProperty('name', 'Interrupted')
})

test('a terminal that goes away is as if it were left', async () => {
  const { askHidden, keys } = openScreen()
  const answer = askHidden('Paste it: ')
  keys.end()
  await expect(answer).rejects.toHaveProperty('name', 'Interrupted')
})

test('from the first moment to the last the terminal itself shows nothing, and is then as it was', () => {
  const { raw, close } = openScreen()
  expect(raw).toEqual([true])
  close()
  expect(raw).toEqual([true, false])
})
