import type { SegmentNode } from '../../shared/domain/segmentation'
import { CodeLine } from '../code/code-line'
import { Skeleton } from '../components/notice'
import { rootCode } from '../code/segmentation-code'
import { GraphFailure } from './graph-failure'
import { momentText } from './moments'
import type { Births } from './stops'
import { segmentationTexts } from './texts'
import { useBirths, useRoots } from './use-graph'

const texts = segmentationTexts.look

const whyNone = (node: SegmentNode, births: Births | null): string => {
  const born = momentText(Date.parse(node.born))
  if (node.layer === node.layers) return texts.rootNotBorn(born)
  return texts.noRootAbout(births === null ? born : momentText(births.first))
}

/** The root at another time than now; none before it was born, which the look-ups of many say in another way than those of one. */
export const RootThen = ({ node, at }: { readonly node: SegmentNode; readonly at: number }) => {
  const answer = useRoots([node.id], at)
  const births = useBirths(node.root)
  const told = answer.data?.find(({ id }) => id === node.id)
  return (
    <section className="node-fact node-then" aria-live="polite">
      <h3>{texts.rootAt(segmentationTexts.time.at(momentText(at)))}</h3>
      {answer.error !== null && (
        <GraphFailure error={answer.error.info} onRetry={() => void answer.refetch()} />
      )}
      {answer.error === null && told === undefined && <Skeleton lines={1} label={texts.looking} />}
      {told !== undefined && (
        <div className="node-fact-told">
          {told.root === null ? <strong>{texts.noRootThen}</strong> : <code>{told.root}</code>}
          {told.root === node.root && <span className="mute">{texts.same}</span>}
        </div>
      )}
      {told?.root === null && <p className="node-note">{whyNone(node, births)}</p>}
      <CodeLine wraps code={rootCode(node.id, at)} does={texts.does.rootAt} />
    </section>
  )
}
