import { isMet } from '../figures/target.ts'
import { kilobytes, table } from '../figures/text.ts'
import type { BenchResult } from './bench-result.ts'
import { closeSection, idleSection, priceSection } from './close-section.ts'
import { coldStartSection } from './cold-start-section.ts'
import { loadSection } from './load-section.ts'
import { targetsOf } from './targets.ts'

/** docs/performance.md. */
export function renderPerformance(result: BenchResult): string {
  const sections = [
    head(result),
    targetSection(result),
    coldStartSection(result.coldStarts),
    sizeSection(result),
    closeSection(result.closes),
    idleSection(result.idle),
    loadSection(result.load),
    unmeasured,
    priceSection(),
  ]
  return `${sections.join('\n\n')}\n`
}

function head({ on, machine: { cpu, cores, memoryGb, node, platform } }: BenchResult): string {
  return `# What it costs

Written by \`npm run bench\`, which measures everything below in one run of a few minutes and fails when a target is missed. Times are
ratios, so that they mean something on another machine than this one; units, calls and cents were counted.

Measured on ${on}: ${cpu}, ${cores} cores, ${memoryGb} GB, Node ${node}, ${platform}.`
}

function targetSection(result: BenchResult): string {
  const rows = targetsOf(result).map((target) => [
    target.name,
    `${target.measured}${target.unit}`,
    `${target.is} ${target.limit}${target.unit}`,
    isMet(target) ? 'met' : '**missed**',
  ])
  return `## Targets\n\n${table(['target', 'measured', 'to be', ''], rows)}`
}

function sizeSection({ sizes }: BenchResult): string {
  const rows = sizes.map(({ name, bytes, gzipBytes, besideBytes }) => [
    `\`${name}\``,
    kilobytes(bytes),
    kilobytes(gzipBytes),
    besideBytes === 0 ? '' : kilobytes(besideBytes),
  ])
  return `## Bundles

Minified; source maps are not deployed. Beside a bundle lie Slack's client, which is loaded when it is used first, and in some what
pictures are drawn with.

${table(['function', 'bundle', 'with gzip', 'files beside it'], rows)}`
}

const unmeasured = `## What was not measured

- **AWS itself.** Lambda gives \`slack\` 1,024 MB and so a little over half of a core, and fetches and unpacks the code before the
  process starts; API Gateway, TLS and the network come on top. Ratios between functions that are measured alike stay; milliseconds do not.
- **Parameter Store, Step Functions and DynamoDB** take their time on AWS, which the guesses above stand for. Their units are computed by
  AWS's documented rules, not read from a bill.
- **Zuora's own time and limits.** How long a trial balance takes is Zuora's; a close makes few enough calls to be far from its limits.
- **Closes that go wrong.** Retries while Zuora is away cost one transition and one short invocation each, up to one in two minutes.`
