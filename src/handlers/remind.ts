import { createRemindPorts } from '../runtime/for-remind.ts'
import { handled } from '../runtime/handled.ts'
import { once } from '../runtime/once.ts'
import { remind } from '../usecases/reminders/remind.ts'

const ports = once(createRemindPorts)

/** Every 15 minutes: reminds people of what is due. */
export const handler = handled<void, void>('remind', async () => remind(await ports()))
