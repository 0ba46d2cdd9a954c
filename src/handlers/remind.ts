import { createRemindPorts } from '../runtime/for-remind.ts'
import { once } from '../runtime/once.ts'
import { remind } from '../usecases/reminders/remind.ts'

const ports = once(createRemindPorts)

/** Every 15 minutes: reminds people of what is due. */
export async function handler(): Promise<void> {
  await remind(await ports())
}
