import type { Operation } from '../api/asked.ts'
import type { Verdict } from '../http/answer.ts'
import type { FileTrouble } from '../records/plans.ts'
import type { StoredFile } from '../records/records.ts'
import { isInScope } from '../tenant/scope.ts'
import type { Tenant } from '../tenant/tenant.ts'

/** Of a file itself before that of all reports of its kind. */
const troubleOf = (tenant: Tenant, file: StoredFile): FileTrouble | undefined =>
  tenant.store.fileTroubles.get(file.id) ?? tenant.store.fileTroubles.get(file.report)

/** "If you have a data request that exceeds this limit, Zuora returns the following 403 response." It is no JSON. */
const tooLarge: Verdict = {
  status: 403,
  body: '<security:max-object-size>2047MB</security:max-object-size>',
  headers: { 'Content-Type': 'application/xml;charset=UTF-8' },
}

const typeOf = ({ report }: StoredFile) =>
  report === 'revenueDetailExcelFileId' ? 'application/vnd.ms-excel' : 'text/csv'

/** Rows without content, until the file is that large. */
function padded(text: string, bytes: number): string {
  const row = `${'-,'.repeat(99)}-\r\n`
  return text + row.repeat(Math.max(0, Math.ceil((bytes - Buffer.byteLength(text)) / row.length)))
}

/** GET /v1/files/{id}: the file as it is, "always with character encoding information in the Content-Type header". */
export const readFileOfReport: Operation = (tenant, { id, scope }) => {
  const file = tenant.store.files.get(id)
  const trouble = file && troubleOf(tenant, file)
  const isSeen = file !== undefined && isInScope(scope, { ...file, organizationIds: [] })
  if (!isSeen || trouble?.kind === 'missing')
    return { resource: 'files', category: 40, message: `Cannot find a file with the id '${id}'.` }
  if (trouble?.kind === 'too-large') return tooLarge
  return {
    status: 200,
    body: trouble?.kind === 'padded' ? padded(file.text, trouble.bytes) : file.text,
    headers: {
      'Content-Type': `${typeOf(file)};charset=UTF-8`,
      'Content-Disposition': `attachment; filename="${file.report.replace(/FileId$/, '')}.csv"`,
    },
    ...(trouble?.kind === 'slow' && { pauseMs: trouble.ms }),
  }
}
