import type { KeptPicture, KeptPictures } from '../../src/usecases/ports/record/kept-pictures.ts'

/** Which file holds a drawing, in memory. */
export function createFakeKeptPictures(): KeptPictures {
  const kept = new Map<string, KeptPicture>()
  return {
    read: async (drawing) => kept.get(drawing) ?? null,
    async keep(drawing, picture) {
      const before = kept.get(drawing)
      if (!before || before.uploadedAt <= picture.uploadedAt) kept.set(drawing, picture)
    },
    async forget(drawing, fileId) {
      if (kept.get(drawing)?.fileId === fileId) kept.delete(drawing)
    },
  }
}
