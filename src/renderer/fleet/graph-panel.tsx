import { Waypoints } from 'lucide-react'
import { codeTexts } from '../code/texts'
import { Button } from '../components/button'
import { NoCall } from '../code/no-call'
import { Panel } from '../components/panel'
import { useFleetActions } from './fleet-actions'
import { fleetTexts as texts } from './texts'

export const GraphPanel = ({ busy }: { readonly busy: boolean }) => {
  const { rebuildGraph } = useFleetActions()
  return (
    <Panel label={texts.graph} className="tool">
      <div>
        <h2>{texts.graph}</h2>
        <p className="mute">{texts.graphAbout}</p>
      </div>
      <div className="tool-actions">
        <Button
          icon={Waypoints}
          disabled={busy}
          pending={rebuildGraph.pending}
          onClick={() => rebuildGraph.run(undefined)}
        >
          {texts.rebuild}
        </Button>
      </div>
      <NoCall verb="rebuildGraph" does={codeTexts.same.does.rebuildGraph} />
    </Panel>
  )
}
