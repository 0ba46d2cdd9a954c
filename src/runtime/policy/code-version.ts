declare const CLOSING_BELL_CODE: string | undefined

/** Version and commit of this code, put in when it was bundled: scripts/build/code-version.ts. */
export const code = typeof CLOSING_BELL_CODE === 'string' ? CLOSING_BELL_CODE : 'not bundled'
