import { useMemo, useState } from 'preact/hooks'
import { useCommandName } from '../state/context.ts'
import { TroubleAtSlack } from '../trouble/trouble-at-slack.tsx'
import { ViewFrame } from '../views/view-frame.tsx'
import { groupEntries, shownFirst } from './group-entries.ts'
import { GroupList } from './group-list.tsx'
import { Timeline } from './timeline.tsx'
import { type Recorded, useBehind } from './use-behind.ts'

/** What happened behind a request, as one timeline. */
export const Behind = ({ onMenu }: { onMenu: () => void }) => (
  <ViewFrame title="Behind" about="What happened behind each request" testId="behind" onMenu={onMenu}>
    <TroubleAtSlack />
    <BehindBody recorded={useBehind()} />
  </ViewFrame>
)

const BehindBody = ({ recorded }: { recorded: Recorded }) => {
  const commandName = useCommandName()
  const [wanted, setWanted] = useState<string | null>(null)
  const groups = useMemo(() => (recorded.kind === 'read' ? groupEntries(recorded.entries) : []), [recorded])
  const group = groups.find(({ id }) => id === wanted) ?? shownFirst(groups)
  if (recorded.kind === 'reading') return <div class="view-body" />
  if (recorded.kind === 'nobody') {
    return <p class="view-body">Slack is played here alone: nothing is recorded of a bot behind it.</p>
  }
  if (group === undefined) {
    return (
      <p class="view-body">Nothing happened yet. Type {commandName} close next in Slack: what follows stands here.</p>
    )
  }
  return (
    <div class="behind">
      <GroupList groups={groups} chosen={group.id} onChoose={setWanted} />
      <Timeline key={group.id} group={group} />
    </div>
  )
}
