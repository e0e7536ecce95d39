import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { Column } from '../../shared/domain/annotation'
import { IconButton } from '../components/button'
import { SearchField } from '../components/field'
import { Select } from '../components/select'
import {
  filterable,
  firstFilterColumn,
  isComplete,
  operatorsOf,
  problemOf,
  type Filter,
} from './filter-choices'
import { annotationTexts } from './texts'
import './filter-bar.css'

const texts = annotationTexts.filter

interface FilterBarProps {
  readonly columns: readonly Column[]
  /** Kept ones; the one that is being typed counts as well. */
  readonly onChange: (filters: readonly Filter[]) => void
}

const told = (filter: Filter): string =>
  `${filter.column} ${texts.operators[filter.operator]} ${filter.value}`

/** Filters as it is typed; + keeps what was typed and takes the next. */
export const FilterBar = ({ columns, onChange }: FilterBarProps) => {
  const [kept, setKept] = useState<readonly Filter[]>([])
  const [draft, setDraft] = useState<Filter>(() => {
    const column = firstFilterColumn(columns)
    const [operator = 'equals'] = operatorsOf(columns.find(({ name }) => name === column))
    return { column, operator, value: '' }
  })
  const complete = isComplete(draft, columns)
  const change = (nextKept: readonly Filter[], nextDraft: Filter): void => {
    setKept(nextKept)
    setDraft(nextDraft)
    onChange(isComplete(nextDraft, columns) ? [...nextKept, nextDraft] : nextKept)
  }
  const choose = (name: string): void => {
    const operators = operatorsOf(columns.find((column) => column.name === name))
    const operator = operators.includes(draft.operator) ? draft.operator : (operators[0] ?? 'equals')
    change(kept, { ...draft, column: name, operator })
  }
  const operators = operatorsOf(columns.find((column) => column.name === draft.column))
  return (
    <div className="filter" role="group" aria-label={texts.label}>
      {kept.map((filter, place) => (
        <span key={told(filter)} className="filter-chip">
          <code>{told(filter)}</code>
          <IconButton
            label={texts.drop(told(filter))}
            icon={X}
            onClick={() =>
              change(
                kept.filter((_, index) => index !== place),
                draft,
              )
            }
          />
        </span>
      ))}
      <Select
        mono
        label={texts.column}
        value={draft.column}
        choices={filterable(columns).map(({ name }) => ({ value: name, label: name }))}
        onChange={choose}
      />
      <Select
        label={texts.operator}
        value={draft.operator}
        choices={operators.map((operator) => ({ value: operator, label: texts.operators[operator] }))}
        onChange={(operator) => change(kept, { ...draft, operator })}
      />
      <SearchField
        label={texts.value}
        placeholder={texts.placeholder}
        value={draft.value}
        problem={problemOf(draft, columns)}
        onChange={(value) => change(kept, { ...draft, value })}
      />
      {complete && (
        <IconButton
          label={texts.keep}
          icon={Plus}
          onClick={() => change([...kept, draft], { ...draft, value: '' })}
        />
      )}
    </div>
  )
}
