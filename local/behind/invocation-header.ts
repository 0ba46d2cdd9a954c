/** On every call of a function to a server on this machine: which invocation made it. */
export const INVOCATION_HEADER = 'x-local-invocation'
