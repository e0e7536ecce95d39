import { useState } from 'react'
import { Button } from '../components/button'
import { Dialog } from '../components/dialog'
import { AllData } from './all-data'
import { useFleetActions } from './fleet-actions'
import { fleetTexts as texts } from './texts'

export const StopDialog = ({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) => {
  const { down } = useFleetActions()
  const [volumes, setVolumes] = useState(false)
  const act = (): void => {
    down.run({ volumes })
    setVolumes(false)
    onClose()
  }
  return (
    <Dialog
      open={open}
      title={texts.stop}
      about={texts.stopAbout}
      onClose={onClose}
      actions={
        <Button look={volumes ? 'danger' : 'primary'} onClick={act}>
          {volumes ? texts.stopAndRemove : texts.stop}
        </Button>
      }
    >
      <label className="choice">
        <input type="checkbox" checked={volumes} onChange={(event) => setVolumes(event.target.checked)} />
        <span>
          <strong>{texts.stopVolumes}</strong>
          <span className="mute">{texts.stopVolumesHint}</span>
        </span>
      </label>
      {volumes && <AllData />}
    </Dialog>
  )
}
