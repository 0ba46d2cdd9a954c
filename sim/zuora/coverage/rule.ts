/** Something that Zuora does, in words; where the stand-in does not, why. */
export type Rule = { rule: string; notDone?: string }
