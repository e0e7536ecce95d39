import type { RootLineage as Lineage } from '../../shared/domain/segmentation'
import { CodeLine } from '../code/code-line'
import { Skeleton } from '../components/notice'
import { lineageCode } from '../code/segmentation-code'
import { GraphFailure } from './graph-failure'
import { momentText } from './moments'
import { segmentationTexts } from './texts'
import { useLineage } from './use-graph'

const texts = segmentationTexts.look

interface RootLineageProps {
  readonly root: string
  readonly onLook: (id: string) => void
}

const Roots = ({ lineage, root, onLook }: { readonly lineage: Lineage } & RootLineageProps) => (
  <ol className="root-lineage">
    {lineage.roots.map(({ id, born, latest }) => {
      const before = lineage.links.filter(({ to }) => to === id).map(({ from }) => from)
      return (
        <li key={id} className={latest ? 'root-latest' : 'root-replaced'}>
          <button
            type="button"
            className="node-chip mono"
            aria-current={id === root ? 'true' : undefined}
            onClick={() => onLook(id)}
          >
            {id}
          </button>
          <span className="mute tabular">
            {momentText(Date.parse(born))} UTC{before.length > 0 && ` · ${texts.from(before)}`}
            {!latest && ` · ${texts.replaced}`}
          </span>
        </li>
      )
    })}
  </ol>
)

/** Which roots came before and after: each edit of the segmentation ends some and makes others. */
export const RootLineage = (props: RootLineageProps) => {
  const answer = useLineage(props.root)
  const lineage = answer.data
  return (
    <section className="node-fact">
      <h3>{texts.lineage}</h3>
      {answer.error !== null && (
        <GraphFailure error={answer.error.info} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <Skeleton lines={1} label={texts.looking} />}
      {lineage !== undefined &&
        (lineage.links.length === 0 ? (
          <p className="node-note">
            {texts.lineageAlone} {texts.lineageReadOnly}
          </p>
        ) : (
          <>
            <Roots {...props} lineage={lineage} />
            <p className="node-note">{texts.lineageReadOnly}</p>
          </>
        ))}
      <CodeLine wraps code={lineageCode(props.root)} does={texts.does.lineage} />
    </section>
  )
}
