import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readConfig } from '../../src/config.ts'
import { channelsNamed } from '../../src/runtime/policy/channels-named.ts'

const example = readFileSync(new URL('../../closing-bell.example.yml', import.meta.url), 'utf8')

test('every channel is named once, with the place in the file where it is named first; a bus is no channel', () => {
  const raw = Object(parse(example))
  raw.entities.push({
    key: 'eu',
    name: 'Example EU',
    entityId: 'eu',
    channel: 'C0EU',
    announceTo: ['C0BILLING', 'C0EU'],
  })
  raw.announceTo = [{ eventBus: 'billing' }, 'C0CLOSE', 'C0SALES']
  const read = readConfig(raw)
  if (!read.ok) throw new Error(read.mistakes.join('\n'))
  expect(channelsNamed(read.config)).toEqual([
    { path: 'slack.channel', channel: 'C0CLOSE', isOnlyTold: false },
    { path: 'entities[1].channel', channel: 'C0EU', isOnlyTold: false },
    { path: 'announceTo[2]', channel: 'C0SALES', isOnlyTold: true },
    { path: 'entities[1].announceTo[0]', channel: 'C0BILLING', isOnlyTold: true },
  ])
})
