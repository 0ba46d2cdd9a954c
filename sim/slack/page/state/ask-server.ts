export type Reply = { status: number; body: Record<string, unknown> }

const noAnswer: Reply = { status: 0, body: {} }

/** Does what the person did. Status 0: the stand-in itself did not answer. */
export const postToServer = async (
  path: string,
  body: Record<string, unknown> | readonly unknown[],
): Promise<Reply> => {
  try {
    const response = await fetch(`/sim/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: await response.json() }
  } catch {
    return noAnswer
  }
}
