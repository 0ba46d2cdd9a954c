/** So many messages of a channel are shown at most, its threads included. */
export const shownMessages = 1500
