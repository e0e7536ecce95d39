import { FileSpreadsheet } from 'lucide-react'
import type { Column } from '../../shared/domain/annotation'
import { fromCsvCode, toCsvCode } from '../code/csv-code'
import type { RowsQuery } from '../code/rows-code'
import { Button } from '../components/button'
import { CodeLine } from '../code/code-line'
import { Popover } from '../components/popover'
import { annotationTexts } from './texts'

const texts = annotationTexts.csv

interface CsvInCodeProps {
  readonly columns: readonly Column[]
  readonly query: RowsQuery
}

/** Rows to a file and back: in code, where the user's own Python reads and writes the file. */
export const CsvInCode = ({ columns, query }: CsvInCodeProps) => (
  <Popover
    title={texts.title}
    trigger={
      <Button small look="quiet" icon={FileSpreadsheet}>
        {texts.open}
      </Button>
    }
  >
    <section>
      <p className="mute">{texts.outAbout}</p>
      <CodeLine code={toCsvCode(columns, query)} does={texts.out} />
    </section>
    <section>
      <p className="mute">{texts.inAbout}</p>
      <CodeLine code={fromCsvCode(columns, query.table)} does={texts.in} />
    </section>
  </Popover>
)
