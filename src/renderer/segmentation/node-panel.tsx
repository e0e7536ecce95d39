import { ArrowLeft, Copy } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Landing, SegmentNode } from '../../shared/domain/segmentation'
import { Button, IconButton } from '../components/button'
import { CodeLine } from '../code/code-line'
import { copyText } from '../components/copy'
import { Skeleton } from '../components/notice'
import { Panel } from '../components/panel'
import { bornCode, leavesCode, level2Code, onRootCode, rootCode } from '../code/segmentation-code'
import { GraphFailure } from './graph-failure'
import { LookUpForm } from './look-up-form'
import { momentText } from './moments'
import { NodeTree } from './node-tree'
import { RootLineage } from './root-lineage'
import { RootThen } from './root-then'
import { segmentationTexts } from './texts'
import { useNode } from './use-graph'
import './node-panel.css'

const texts = segmentationTexts.look
const kinds = segmentationTexts.kinds

const kindOf = ({ layer, layers }: SegmentNode): string => {
  if (layer === 1) return kinds.supervoxel
  if (layer === layers) return kinds.root
  return layer === 2 ? kinds.level2 : kinds.node
}

interface FactProps {
  readonly name: string
  readonly children?: ReactNode
  readonly code: string
  readonly does: string
}

const Fact = ({ name, children, code, does }: FactProps) => (
  <section className="node-fact">
    <h3>{name}</h3>
    <div className="node-fact-told">{children}</div>
    <CodeLine wraps code={code} does={does} />
  </section>
)

interface NodePanelProps {
  readonly id: string
  readonly at: number | null
  readonly table: string | null
  readonly points: readonly Landing[]
  /** Set where an id was looked up: goes back to the place in the picture. */
  readonly onBack: (() => void) | null
  readonly onLook: (id: string) => void
}

const columnOf = (points: readonly Landing[]): string =>
  (points[0]?.column ?? 'pt_position').replace(/_position$/, '_root_id')

const Told = ({
  node,
  at,
  table,
  points,
  onLook,
}: { readonly node: SegmentNode } & Omit<NodePanelProps, 'id' | 'onBack'>) => {
  const isSupervoxel = node.layer === 1
  const own = new Set(isSupervoxel ? [node.id] : node.supervoxels)
  const on = points.filter(({ supervoxel }) => own.has(supervoxel))
  return (
    <>
      <NodeTree node={node} onLook={onLook} />
      <Fact name={texts.now} code={rootCode(node.id, null)} does={texts.does.root}>
        <code>{node.root}</code>
      </Fact>
      {at !== null && <RootThen node={node} at={at} />}
      <Fact name={texts.born} code={bornCode(node.root)} does={texts.does.born}>
        <span className="tabular">{momentText(Date.parse(node.born))} UTC</span>
        <span className="mute">{node.latest ? texts.latest : texts.replaced}</span>
      </Fact>
      {isSupervoxel ? (
        <Fact name={texts.level2} code={level2Code(node.id, true)} does={texts.does.level2}>
          <span className="mute">{texts.level2About}</span>
        </Fact>
      ) : (
        <Fact name={texts.madeOf(node.supervoxelCount)} code={leavesCode(node.id)} does={texts.does.leaves} />
      )}
      {table !== null && (
        <Fact
          name={texts.on(on.length)}
          code={onRootCode(table, columnOf(on), node.root)}
          does={texts.does.rows}
        >
          <span className="truncate">
            {on
              .map(({ value, row }) => value ?? row)
              .slice(0, 8)
              .join(', ')}
          </span>
        </Fact>
      )}
      <RootLineage root={node.root} onLook={onLook} />
    </>
  )
}

/** What the graph tells of the place in the picture, or of an id that was looked up. */
export const NodePanel = (props: NodePanelProps) => {
  const { id, onBack, onLook } = props
  const answer = useNode(id)
  const node = id === '0' ? undefined : answer.data
  const shown = node?.id ?? id
  return (
    <Panel label={texts.title} className="node-panel">
      <header className="node-head">
        <LookUpForm onLook={onLook} />
      </header>
      <div className="node-body" aria-busy={answer.isFetching && answer.isPlaceholderData ? true : undefined}>
        <div className="node-title" role="status">
          <h2>{id === '0' ? texts.backgroundTitle : <span className="mono">{shown}</span>}</h2>
          {node !== undefined && <span className="node-kind">{kindOf(node)}</span>}
          {id !== '0' && (
            <IconButton label={texts.copy(shown)} icon={Copy} onClick={() => void copyText(shown, 'Id')} />
          )}
          {onBack !== null && (
            <Button small look="quiet" icon={ArrowLeft} onClick={onBack}>
              {texts.back}
            </Button>
          )}
        </div>
        {node !== undefined && (
          <p className="mute tabular" title={texts.bitsHint}>
            {texts.bits(node.layer, node.layers, node.chunk, node.segment)}
          </p>
        )}
        {id === '0' && <p className="mute">{texts.backgroundAbout}</p>}
        {id !== '0' && answer.error !== null && (
          <GraphFailure error={answer.error.info} onRetry={() => void answer.refetch()} />
        )}
        {id !== '0' && answer.isPending && <Skeleton lines={6} label={texts.looking} />}
        {node !== undefined && <Told {...props} node={node} />}
      </div>
    </Panel>
  )
}
