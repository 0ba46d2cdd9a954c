export function problemsOf(file: unknown, anchors?: { heads?: readonly string[]; digest?: string | null }): number[]
