import type { RecordCommand } from '../../domain/commands/record-command.ts'
import { type SendRecordPorts, sendRecord } from '../../usecases/record/send-record.ts'
import { type AccessPorts, showAccess } from '../../usecases/record/show-access.ts'
import { type HistoryPorts, showHistory } from '../../usecases/record/show-history.ts'
import type { Message } from '../messages/blocks.ts'
import { accessReply } from '../messages/record/access.ts'
import { historyReply } from '../messages/record/history.ts'
import { sentRecordReply } from '../messages/record/sent-record.ts'
import type { EntityLabel } from '../messages/text/words.ts'

export type RecordResponderPorts = HistoryPorts & SendRecordPorts & AccessPorts & { replies: { label: EntityLabel } }

/** Commands that read the record, or say who may. */
export type ReadingOfRecord = Extract<RecordCommand, { kind: 'history' | 'export' | 'packet' | 'access' }>

type From = { personId: string; channel: string; messageId: string }

export async function answerFromRecord(
  command: ReadingOfRecord,
  from: From,
  ports: RecordResponderPorts,
): Promise<Message> {
  const { label } = ports.replies
  switch (command.kind) {
    case 'history':
      return historyReply(await showHistory({ ...from, ...command }, ports), command, label)
    case 'export':
    case 'packet':
      return sentRecordReply(await sendRecord({ ...from, ...command }, ports), label)
    case 'access':
      return accessReply(await showAccess({ ...from, ...command }, ports), label)
  }
}
