import type { Config } from '../../config.ts'
import type { ChannelNamed } from '../../domain/policy/check/channels.ts'

/** Each once, where it is named first. */
export function channelsNamed({ slack, entities, announceTo }: Config): ChannelNamed[] {
  const named: ChannelNamed[] = [
    { path: 'slack.channel', channel: slack.channel, isOnlyTold: false },
    ...entities.flatMap(({ channel }, index) =>
      channel ? [{ path: `entities[${index}].channel`, channel, isOnlyTold: false }] : [],
    ),
    ...toldOf('', announceTo),
    ...entities.flatMap((entity, index) => toldOf(`entities[${index}].`, entity.announceTo ?? [])),
  ]
  return named.filter(({ channel }, at) => named.findIndex((other) => other.channel === channel) === at)
}

function toldOf(place: string, announceTo: Config['announceTo']): ChannelNamed[] {
  return announceTo.flatMap((to, index) =>
    typeof to === 'string' ? [{ path: `${place}announceTo[${index}]`, channel: to, isOnlyTold: true }] : [],
  )
}
