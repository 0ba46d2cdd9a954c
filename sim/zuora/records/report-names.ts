/** The keys of a period's `fileIds`, as documented. */
export const fileIdNames = [
  'accountsReceivableAccountAgingDetailExportFileId',
  'accountsReceivableInvoiceAgingDetailExportFileId',
  'accountsReceivableDebitMemoAgingDetailExportFileId',
  'arRollForwardDetailExportFileId',
  'fxRealizedGainAndLossDetailExportFileId',
  'fxUnrealizedGainAndLossDetailExportFileId',
  'revenueDetailCsvFileId',
  'revenueDetailExcelFileId',
  'unprocessedChargesFileId',
] as const
export type FileIdName = (typeof fileIdNames)[number]
