import type { Rule } from './rule.ts'

/** Reports, and what Object Query finds. */
export const documentRules = {
  'file-ids': { rule: '`fileIds` has nine keys; each may be null' },
  'file-ids-per-run': { rule: 'The ids of the files are of one run, and those of the last that completed' },
  'file-text': { rule: 'Two trial balances over the same documents have equal reports; changed documents change them' },
  'file-as-it-is': {
    rule: 'GET /v1/files/{id} is the file itself, with type, encoding and length, compressed if asked',
  },
  'file-too-large': { rule: 'A file over 2,047 MB is 403, which is no JSON' },
  'file-missing': { rule: 'A file that is not there is not found' },
  'six-kinds-block': { rule: 'Object Query finds the six kinds of documents that block, by status and date' },
  'filters-anded': { rule: 'Filters are ANDed' },
  'query-page-size': { rule: '`pageSize` is at most 99' },
  'query-cursor': { rule: 'The answer is `{data, nextPage}`; `cursor` is the `nextPage` before' },
  'query-bad-filter': { rule: 'A filter that is not supported is category 27' },
  'query-updateddate': { rule: 'Sorts and filters by `updateddate`, all five objects or fewer; a setting' },
  'query-other-parameters': {
    rule: '`fields[]`, `expand[]`, `includeNullFields`, and the operators `SW` and `IN`',
    notDone: 'the scans need none of them',
  },
  'unprocessed-charges': {
    rule: 'Unprocessed charges are optional action items',
    notDone: 'they block nothing, and no documented call lists them',
  },
  'without-invoice-settlement': {
    rule: 'Memos exist only with Invoice Settlement',
    notDone: 'always on: what Object Query answers without it is not documented',
  },
} as const satisfies Record<string, Rule>
