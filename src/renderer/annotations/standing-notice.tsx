import { Unplug } from 'lucide-react'
import type { Table } from '../../shared/domain/annotation'
import { demoTable } from '../../shared/domain/demo-table'
import { Empty, Notice } from '../components/notice'
import { annotationTexts } from './texts'

const texts = annotationTexts.standing

/** What holds of a table that a client marked as deleted. */
export const MarkedNotice = ({ table }: { readonly table: Table }) => (
  <Notice tone="warn">
    <p>
      {texts.marked} {table.name === demoTable.name ? texts.markedDemo : texts.markedOwn}
    </p>
  </Notice>
)

/** Instead of its rows: there are none. */
export const GoneTable = () => (
  <section className="panel annotations-grid" aria-label={annotationTexts.title}>
    <Empty icon={Unplug} title={texts.gone}>
      {texts.goneAbout}
    </Empty>
  </section>
)
