import { z } from 'zod'
import { objects } from './records.ts'
import { fileIdNames } from './report-names.ts'

const permission = z.boolean().default(true)

/** What a user of the tenant may do, in the names of Zuora's user permissions. */
const permissionShape = {
  manageCloseProcess: permission,
  runTrialBalance: permission,
  reopenAccountingPeriod: permission,
  createAccountingPeriod: permission,
  deleteAccountingPeriod: permission,
}
export type Permissions = { [name in keyof typeof permissionShape]: boolean }

/** Those that are said; without defaults. */
export const somePermissions = z.strictObject({
  manageCloseProcess: z.boolean().optional(),
  runTrialBalance: z.boolean().optional(),
  reopenAccountingPeriod: z.boolean().optional(),
  createAccountingPeriod: z.boolean().optional(),
  deleteAccountingPeriod: z.boolean().optional(),
})

export const settings = z.object({
  signInRefused: z.boolean().default(false),
  outage: z.boolean().default(false),
  /** When it ends by itself; null: when it is turned off. */
  outageUntil: z.iso.datetime().nullable().default(null),
  tooManyRequests: z.boolean().default(false),
  tooManyRequestsUntil: z.iso.datetime().nullable().default(null),
  /** "Monthly recognition over time": periods start on the first and end on the last day of a month. */
  monthlyRecognition: z.boolean().default(true),
  /** The API reference says Open only, the product documentation lets it run in Pending Close too. */
  trialBalanceWhilePendingClose: z.boolean().default(true),
  /** The list of values says `Completed`, the prose once `Complete`. */
  completedWord: z.enum(['Completed', 'Complete']).default('Completed'),
  /** The rates of an API Sandbox instead of production's. */
  sandboxLimits: z.boolean().default(false),
  /** Objects that Object Query cannot filter and sort by `updateddate`. */
  withoutUpdatedDate: z.array(z.enum(objects)).default([]),
  /** The reports that the next trial balances leave; the others stay null. */
  reports: z
    .array(z.enum(fileIdNames))
    .default([
      'accountsReceivableAccountAgingDetailExportFileId',
      'accountsReceivableInvoiceAgingDetailExportFileId',
      'arRollForwardDetailExportFileId',
      'revenueDetailCsvFileId',
    ]),
  ...permissionShape,
})
export type Settings = z.infer<typeof settings>

export const storedClient = z.object({
  clientId: z.string(),
  /** A secret is not kept, only its hash. */
  secretHash: z.string(),
  userId: z.string(),
  /** The entities its tokens are valid for. */
  entityIds: z.array(z.string()),
  permissions: somePermissions,
})
export type StoredClient = z.infer<typeof storedClient>

export const storedToken = z.object({ expiresAt: z.iso.datetime(), clientId: z.string().default('') })
