import type { Channel } from '../shapes.ts'

export const titleOf = (channel: Channel): string => (channel.kind === 'channel' ? `# ${channel.name}` : channel.name)
