interface TableHeadProps {
  readonly columns: readonly string[]
  /** Of those that hold figures, which stand at the right. */
  readonly figures?: (place: number) => boolean
  /** The name of a last column that needs none for the eye. */
  readonly unseen?: string
}

/** The head of a table: each column by its name. */
export const TableHead = ({ columns, figures, unseen }: TableHeadProps) => (
  <thead>
    <tr>
      {columns.map((name, place) => (
        <th key={name} scope="col" className={figures?.(place) === true ? 'number' : undefined}>
          {name}
        </th>
      ))}
      {unseen !== undefined && (
        <th scope="col">
          <span className="visually-hidden">{unseen}</span>
        </th>
      )}
    </tr>
  </thead>
)
