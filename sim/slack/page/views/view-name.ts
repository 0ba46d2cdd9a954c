/** The views of the page, in the order of their links; what stands behind `#` in the address says which is seen. */
export const viewNames = ['slack', 'zuora', 'behind'] as const
export type ViewName = (typeof viewNames)[number]

export const viewOfHash = (hash: string): ViewName => viewNames.find((name) => hash === `#${name}`) ?? 'slack'

export const titleOfView: Readonly<Record<ViewName, string>> = { slack: 'Slack', zuora: 'Zuora', behind: 'Behind' }
