import { channelsOf, groups, people, workspace } from '../workspace/workspace.ts'

/**
 * What `should_escape` does to a command's text: `@name` and `#name` become references with ids, addresses links, and
 * `&`, `<`, `>` their entities.
 */
export const escapeCommand = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/https?:\/\/[^\s]+/g, (address) => `<${address}>`)
    .replace(/(?<![\w@])@([\w.-]+)/g, (asTyped, name: string) => personOrGroup(name.toLowerCase()) ?? asTyped)
    .replace(/(?<![\w#&])#([\w-]+)/g, (asTyped, name: string) => channelCalled(name.toLowerCase()) ?? asTyped)

const personOrGroup = (name: string): string | undefined => {
  const all = [...people, { id: workspace.bot.id, handle: workspace.bot.handle }]
  const person = all.find((each) => each.handle === name)
  if (person) return `<@${person.id}|${person.handle}>`
  const group = groups.find((each) => each.handle === name)
  return group && `<!subteam^${group.id}|@${group.handle}>`
}

const channelCalled = (name: string): string | undefined => {
  const channel = channelsOf('').find((each) => each.kind === 'channel' && each.name === name)
  return channel && `<#${channel.id}|${channel.name}>`
}
