import { Maximize2, Rows2, Rows4, ZoomIn, ZoomOut } from 'lucide-react'
import { useStore } from 'zustand'
import { IconButton } from '../components/button'
import { SearchField } from '../components/field'
import { Segmented } from '../components/segmented'
import type { LaneFilter } from './filter'
import { isFlattest, isTallest, zoomStep } from './keys'
import { nextLane, type MapStore } from './map-state'
import type { Scale } from './scale'
import { isWhole, whole, zoomed } from './span'
import { historyTexts as texts } from './texts'

export type Shape = 'map' | 'list'

export const FilterTools = ({
  filter,
  onChange,
}: {
  readonly filter: LaneFilter
  readonly onChange: (filter: LaneFilter) => void
}) => (
  <>
    <SearchField
      label={texts.searchLabel}
      placeholder={texts.search}
      value={filter.text}
      onChange={(text) => onChange({ ...filter, text })}
    />
    <Segmented
      label={texts.which.label}
      value={filter.which}
      choices={[
        { value: 'all', label: texts.which.all },
        { value: 'edited', label: texts.which.edited, hint: texts.which.editedHint },
        { value: 'deleted', label: texts.which.deleted, hint: texts.which.deletedHint },
      ]}
      onChange={(which) => onChange({ ...filter, which })}
    />
  </>
)

interface ViewToolsProps {
  readonly store: MapStore
  readonly scale: Scale
  readonly shape: Shape
  readonly onShape: (shape: Shape) => void
  readonly onScale: (kind: Scale['kind']) => void
}

/** How the map is looked at. */
export const ViewTools = ({ store, scale, shape, onShape, onScale }: ViewToolsProps) => {
  const span = useStore(store, (state) => state.span)
  const laneHeight = useStore(store, (state) => state.laneHeight)
  const zoom = (factor: number): void => store.setState({ span: zoomed(span, factor, 0.5, scale.least) })
  const isNear = span.to - span.from <= scale.least * 1.001
  return (
    <div className="panel-actions history-tools">
      {shape === 'map' && (
        <>
          <Segmented
            label={texts.spacing.label}
            value={scale.kind}
            choices={[
              { value: 'clock', label: texts.spacing.clock, hint: texts.spacing.clockHint },
              { value: 'events', label: texts.spacing.events, hint: texts.spacing.eventsHint },
            ]}
            onChange={onScale}
          />
          <span className="history-buttons" role="group" aria-label={texts.zoom}>
            <IconButton
              label={texts.zoomOut}
              icon={ZoomOut}
              disabled={isWhole(span)}
              onClick={() => zoom(zoomStep)}
            />
            <IconButton
              label={texts.zoomIn}
              icon={ZoomIn}
              disabled={isNear}
              onClick={() => zoom(1 / zoomStep)}
            />
            <IconButton
              label={texts.fit}
              icon={Maximize2}
              disabled={isWhole(span)}
              onClick={() => store.setState({ span: whole })}
            />
            <IconButton
              label={texts.flatter}
              icon={Rows4}
              disabled={isFlattest(laneHeight)}
              onClick={() => store.setState({ laneHeight: nextLane(laneHeight, 1) })}
            />
            <IconButton
              label={texts.taller}
              icon={Rows2}
              disabled={isTallest(laneHeight)}
              onClick={() => store.setState({ laneHeight: nextLane(laneHeight, -1) })}
            />
          </span>
        </>
      )}
      <Segmented
        label={texts.shape.label}
        value={shape}
        choices={[
          { value: 'map', label: texts.shape.map },
          { value: 'list', label: texts.shape.list, hint: texts.shape.listHint },
        ]}
        onChange={onShape}
      />
    </div>
  )
}
