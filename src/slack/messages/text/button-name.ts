import { cut } from './mrkdwn.ts'

const mostCharacters = 75

/**
 * What a screen reader says of a button. What is seen on it is part of that, so that who speaks to their machine can press
 * it: "the name contains the text that is presented visually" (WCAG 2.2, 2.5.3).
 */
export function buttonName(label: string, about: string): string {
  const isSaid = ` ${wordsIn(about)} `.includes(` ${wordsIn(label)} `)
  return cut(isSaid ? about : `${label}: ${about.charAt(0).toLowerCase()}${about.slice(1)}`, mostCharacters)
}

function wordsIn(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
}
