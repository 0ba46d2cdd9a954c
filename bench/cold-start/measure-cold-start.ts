import { type Spread, spreadOf } from '../figures/spread.ts'
import { type ColdRun, coldRun } from './cold-run.ts'
import { type Contender, makeContenders, parameters, signingSecret } from './contenders.ts'
import { startOutside } from './outside.ts'
import { type RuntimeClient, readyRuntimeClient } from './runtime-client.ts'
import { commandEvent } from './signed-event.ts'

/** `help` is answered at once; the other is handed on to `respond`. */
const commands = { help: 'help', 'handed-on': 'close Oct 2026' } as const
export type Asked = keyof typeof commands

const WARM_ASKS = 8
/** The first asks of a warm environment still compile. */
const WARMING_UP = 2

export type Measured = { name: Contender['name']; asked: Asked; firstAckMs: Spread; warmAckMs: Spread; bytes: number }
export type ColdStarts = { rounds: number; client: Pick<RuntimeClient, 'version' | 'way'>; measured: Measured[] }

/**
 * Every contender with each command, one after the other, `rounds` times; every other round in the opposite order, so that
 * what slows the machine for a while slows all of them.
 */
export async function measureColdStart(options: {
  slackBundle: string
  rounds: number
  say: (line: string) => void
}): Promise<ColdStarts> {
  const client = await readyRuntimeClient(options.say)
  const outside = await startOutside(parameters)
  try {
    const contenders = await makeContenders(options.slackBundle, outside.url)
    // Those that are compared run right after each other.
    const pairs = (['help', 'handed-on'] as const).flatMap((asked) =>
      contenders.map((contender) => ({ contender, asked, runs: [] as ColdRun[] })),
    )
    const run = ({ contender, asked }: { contender: Contender; asked: Asked }) =>
      coldRun(contender, client, {
        event: () => commandEvent(commands[asked], { signingSecret, slackUrl: outside.url }),
        warm: WARM_ASKS,
        way: client.way,
      })
    // Once unmeasured: files that nobody has read yet are read from the disk.
    for (const pair of pairs) await run(pair)
    for (let round = 0; round < options.rounds; round += 1) {
      for (const pair of round % 2 === 0 ? pairs : pairs.toReversed()) pair.runs.push(await run(pair))
    }
    const measured = pairs.map(({ contender: { name, bytes }, asked, runs }) => ({
      name,
      asked,
      bytes,
      firstAckMs: spreadOf(runs.map(({ firstAckMs }) => firstAckMs)),
      warmAckMs: spreadOf(runs.flatMap(({ warmAckMs }) => warmAckMs.slice(WARMING_UP))),
    }))
    return { rounds: options.rounds, client, measured }
  } finally {
    await outside.close()
  }
}
