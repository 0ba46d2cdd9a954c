/** What Zuora is asked to do, by its own names. */
export type ZuoraAsk = 'pending-close' | 'close' | 'reopen' | 'run-trial-balance' | 'create' | 'update' | 'delete'
