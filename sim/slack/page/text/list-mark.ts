const marks = { bullet: ['disc', 'circle', 'square'], ordered: ['decimal', 'lower-alpha', 'lower-roman'] }

/** What stands before the entries of a list; Slack begins again at every third level. */
export const markOf = (style: 'bullet' | 'ordered', level: number): string => marks[style][level % 3] ?? 'disc'
