import { findGame } from '@casino-club/shared'
import { useMemo, useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import type { TableEditing } from '../fields/table-fields.ts'
import { problemsOf, type TableProblem } from './issues.ts'
import { at, changedAt, type FormTree, toForm, toTable, withoutRow, withRow } from './table-form.ts'

export interface TableForm {
  readonly form: FormTree
  readonly editing: TableEditing
  /** The table that stands in the inputs; null while it is no valid one. */
  readonly table: unknown
  /** Worded problems by key of the path, and those of the whole table. */
  readonly problems: ReadonlyMap<string, string>
  readonly generalProblems: readonly string[]
  /** Those that stand beside an input. */
  readonly fieldProblems: readonly { readonly path: string; readonly text: string }[]
  readonly changed: boolean
  /** Puts another table into the inputs. */
  load(table: unknown): void
  /** Back to what was loaded. */
  reset(): void
}

/** What is wrong with the inputs, and the table if nothing is. */
function readForm(game: string, form: FormTree): { table: unknown; problems: TableProblem[] } {
  const { table } = toTable(form)
  const parsed = findGame(game)?.tableSchema.safeParse(table)
  if (!parsed) return { table: null, problems: [] }
  return parsed.success ? { table, problems: [] } : { table: null, problems: problemsOf(parsed.error.issues) }
}

/** Whether a problem stands beside an input; one of a list or of the whole table is told above. */
const isField = (form: FormTree, path: string): boolean => path !== '' && typeof at(form, path.split('.')) === 'string'

/** The inputs of a table: what was loaded, what was typed since, and what is wrong with it. */
export function useTableForm(game: string, initial: unknown): TableForm {
  const words = useWords()
  const [{ loaded, form }, setState] = useState(() => {
    const tree = toForm(initial)
    return { loaded: tree, form: tree }
  })
  const editing = useMemo((): TableEditing => {
    const edit = (change: (tree: FormTree) => FormTree) => setState((last) => ({ ...last, form: change(last.form) }))
    return {
      set: (path, text) => edit((tree) => changedAt(tree, path, () => text)),
      add: (path, row) => edit((tree) => withRow(tree, path, row)),
      remove: (path) => edit((tree) => withoutRow(tree, path)),
    }
  }, [])
  const { table, problems } = useMemo(() => readForm(game, form), [game, form])
  const worded = problems.map((problem) => ({
    path: problem.path,
    text: problem.key ? words(problem.key, problem.values) : problem.text,
  }))
  return {
    form,
    editing,
    table,
    problems: new Map(worded.filter(({ path }) => path !== '').map(({ path, text }) => [path, text])),
    generalProblems: [...new Set(worded.filter(({ path }) => !isField(form, path)).map(({ text }) => text))],
    fieldProblems: worded.filter(({ path }) => isField(form, path)),
    changed: JSON.stringify(form) !== JSON.stringify(loaded),
    load: (next) => {
      const tree = toForm(next)
      setState({ loaded: tree, form: tree })
    },
    reset: () => setState((last) => ({ ...last, form: last.loaded })),
  }
}
