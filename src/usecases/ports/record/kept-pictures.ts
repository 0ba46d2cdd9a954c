/** `uploadedAt`: ISO */
export type KeptPicture = { fileId: string; uploadedAt: string }

/** Which file in Slack holds a drawing, by the hash of what is drawn. It may be lost: then it is uploaded once more. */
export type KeptPictures = {
  read(drawing: string): Promise<KeptPicture | null>
  /** Of two the later counts; the other file goes on showing the same. */
  keep(drawing: string, picture: KeptPicture): Promise<void>
  /** Only while it is this file. */
  forget(drawing: string, fileId: string): Promise<void>
}
