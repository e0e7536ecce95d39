import { Sparkles, Table2 } from 'lucide-react'
import { Button } from '../components/button'
import { Empty } from '../components/notice'
import { Panel } from '../components/panel'
import { takesNoWork, useFleet } from '../core/fleet-status'
import { texts as shellTexts } from '../texts'
import { useFleetActions } from './fleet-actions'

interface NoTablesProps {
  /** The accessible name of what would stand here. */
  readonly label: string
  readonly title: string
  readonly children: string
}

/** In place of what is made of a table, where there is none: the start makes the demo's, on a fleet that runs, too. */
export const NoTables = ({ label, title, children }: NoTablesProps) => {
  const busy = useFleet(takesNoWork)
  const { up } = useFleetActions()
  return (
    <Panel label={label}>
      <Empty
        icon={Table2}
        title={title}
        action={
          <Button
            icon={Sparkles}
            disabled={busy}
            pending={up.pending}
            title={shellTexts.getReadyHint}
            onClick={() => up.run(undefined)}
          >
            {shellTexts.getReady}
          </Button>
        }
      >
        {children}
      </Empty>
    </Panel>
  )
}
