import type { GameAnalysis } from '@casino-club/shared'
import { createContext, useContext } from 'react'
import type { FormTree, Path } from '../editor/table-form.ts'

/** A table's fields as they are shown, to be edited or only to be read. */
export interface TableFields {
  readonly form: FormTree
  /** Exact odds of what stands in the fields, once they are known. */
  readonly analysis: GameAnalysis | null
  /** Worded problems by key of the path. */
  readonly problems: ReadonlyMap<string, string>
  /** Null where the table is only read. */
  readonly editing: TableEditing | null
}

export interface TableEditing {
  set(path: Path, text: string): void
  add(path: Path, row: FormTree): void
  /** Takes away the row the path ends with. */
  remove(path: Path): void
}

export const TableFieldsContext = createContext<TableFields | null>(null)

export function useTableFields(): TableFields {
  const fields = useContext(TableFieldsContext)
  if (!fields) throw new TypeError('no table around these fields')
  return fields
}
