import type { Import } from './source-files.ts'

/** What the files of one folder may import. `may` and `mayAsType`: how the target begins. */
export type Row = { files: string; may: readonly string[]; mayAsType?: readonly string[]; why: string }

const outside = ['npm:', 'node:']
const adapter = {
  mayAsType: ['src/usecases/ports/'],
  why: 'An adapter implements the types of usecases/ports for one outside system and knows no other: so each can be exchanged, and none can decide.',
}

/** The first row whose `files` the path begins with counts; every file of the program belongs to one. */
export const rows: readonly Row[] = [
  {
    files: 'src/domain/',
    may: ['src/domain/'],
    why: 'The domain makes every decision and is given everything it decides from, the time included: no package, no node:, nothing else of src, types neither.',
  },
  {
    files: 'src/usecases/',
    may: ['src/domain/', 'src/usecases/'],
    why: 'A use case reads, decides with the domain, writes and tells, through its ports: it knows no SDK, adapter, configuration or log.',
  },
  { files: 'src/zuora/', may: ['src/zuora/', 'src/domain/', ...outside], ...adapter },
  { files: 'src/store/', may: ['src/store/', 'src/domain/', ...outside], ...adapter },
  { files: 'src/workflow/', may: ['src/workflow/', 'src/domain/', ...outside], ...adapter },
  { files: 'src/events/', may: ['src/events/', 'src/domain/', ...outside], ...adapter },
  {
    files: 'src/evidence-files/',
    may: ['src/evidence-files/', 'src/domain/'],
    why: 'What an export looks like as a table and as a page is made of the export alone, so that two makings of one are the same.',
  },
  {
    files: 'src/picture/',
    may: ['src/picture/', 'src/domain/', ...outside],
    why: 'A picture shows the numbers that it is given and knows nobody it is shown to, so that the same numbers are the same picture.',
  },
  {
    files: 'src/slack/',
    may: ['src/slack/', 'src/domain/', 'src/usecases/', 'src/evidence-files/', ...outside],
    why: 'Slack is where people ask and are told: it calls use cases, and reaches Zuora, the table and the workflow only through them.',
  },
  {
    files: 'src/handlers/',
    may: ['src/runtime/', 'src/slack/', 'src/usecases/', 'src/workflow/events.ts'],
    mayAsType: ['npm:aws-lambda'],
    why: 'A handler reads its event and calls one function with the ports that runtime builds: it makes no decision and builds no client.',
  },
  {
    files: 'src/runtime/',
    may: ['src/', ...outside],
    why: 'Runtime is the one place where adapters are built and the environment is read.',
  },
  {
    files: 'src/config',
    may: ['src/config/', ...outside],
    why: 'The configuration is read by what deploys the program, too: it must depend on nothing else of it.',
  },
  {
    files: 'src/secrets.ts',
    may: outside,
    why: 'Secrets serve everything, so they must depend on nothing of it.',
  },
  {
    files: 'src/log',
    may: ['src/log/', 'src/usecases/ports/log', ...outside],
    why: 'The log serves everything: of it all it knows only the events that there are.',
  },
  {
    files: 'sim/',
    may: ['sim/', ...outside],
    why: 'A stand-in that shares our schema agrees with our mistakes: it is written from the documentation of the outside system alone.',
  },
  {
    files: 'scripts/verify.ts',
    may: ['src/domain/evidence/', ...outside],
    why: 'Whoever verifies an export has nothing but the file: no settings, no network, so none of what is deployed but the check itself.',
  },
  {
    files: 'scripts/screenshots.ts',
    may: ['test/e2e/', 'sim/', ...outside],
    why: 'The pictures of the documents are taken with the same hands and eyes that the browser tests have.',
  },
  ...['local/', 'scripts/', 'bench/'].map((files) => ({
    files,
    may: ['local/', 'scripts/', 'bench/', 'sim/', 'src/handlers/', 'src/config.ts', ...outside],
    mayAsType: ['src/runtime/settings.ts'],
    why: 'What runs, packages and measures the program uses it as AWS does, by its handlers: reaching further in, it would run something else than what is deployed.',
  })),
]

export const rowOf = (path: string): Row | undefined => rows.find(({ files }) => path.startsWith(files))

export function isAllowed({ may, mayAsType = [] }: Row, { target, typeOnly }: Import): boolean {
  const allowed = typeOnly ? [...may, ...mayAsType] : may
  return allowed.some((begin) => target.startsWith(begin))
}
