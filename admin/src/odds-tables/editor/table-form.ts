/** A table as it stands in the inputs: the same tree, with every number as text. */
export type FormTree = string | readonly FormTree[] | { readonly [field: string]: FormTree }
/** Where in the tree: names of fields and numbers of rows. */
export type Path = readonly (string | number)[]

/** Names are the only texts of a table; all else is whole numbers. */
const NAMES: ReadonlySet<string> = new Set(['id', 'rarity'])
const WHOLE = /^-?\d{1,15}$/

export const pathKey = (path: Path): string => path.join('.')

export function toForm(table: unknown): FormTree {
  if (Array.isArray(table)) return table.map(toForm)
  if (typeof table === 'object' && table !== null) {
    return Object.fromEntries(Object.entries(table).map(([field, value]) => [field, toForm(value)]))
  }
  return String(table)
}

export interface ReadForm {
  /** The table as the server gets it. Where a number is missing, it holds NaN. */
  readonly table: unknown
  /** Keys of the paths that hold no whole number. */
  readonly notWhole: readonly string[]
}

/** Reads the inputs. Spaces around and separators between digits are let pass. */
export function toTable(form: FormTree): ReadForm {
  const notWhole: string[] = []
  const read = (node: FormTree, path: Path): unknown => {
    if (typeof node === 'string') {
      if (NAMES.has(String(path.at(-1)))) return node.trim()
      const digits = node.replaceAll(/[\s,_]/g, '')
      if (WHOLE.test(digits)) return Number(digits)
      notWhole.push(pathKey(path))
      return Number.NaN
    }
    if (isRows(node)) return node.map((row, index) => read(row, [...path, index]))
    return Object.fromEntries(Object.entries(node).map(([field, value]) => [field, read(value, [...path, field])]))
  }
  return { table: read(form, []), notWhole }
}

const isRows = (node: FormTree): node is readonly FormTree[] => Array.isArray(node)

/** What stands at a path; undefined where there is nothing. */
export function at(form: FormTree, [step, ...rest]: Path): FormTree | undefined {
  if (step === undefined) return form
  if (typeof form === 'string') return undefined
  const next = isRows(form) ? form[Number(step)] : form[step]
  return next === undefined ? undefined : at(next, rest)
}

export const textAt = (form: FormTree, path: Path): string => {
  const found = at(form, path)
  return typeof found === 'string' ? found : ''
}

/** The number at a path, 0 for what is none: for sums beside the inputs. */
export const numberAt = (form: FormTree, path: Path): number =>
  Number(textAt(form, path).replaceAll(/[\s,_]/g, '')) || 0

export const rowsAt = (form: FormTree, path: Path): readonly FormTree[] => {
  const found = at(form, path)
  return found !== undefined && isRows(found) ? found : []
}

/** The tree with one place changed; the rest is shared. */
export function changedAt(form: FormTree, [step, ...rest]: Path, change: (node: FormTree) => FormTree): FormTree {
  if (step === undefined) return change(form)
  if (typeof form === 'string') return form
  if (isRows(form)) return form.map((row, index) => (index === step ? changedAt(row, rest, change) : row))
  const next = form[step]
  return next === undefined ? form : { ...form, [step]: changedAt(next, rest, change) }
}

export const withRow = (form: FormTree, path: Path, row: FormTree): FormTree =>
  changedAt(form, path, (node) => (isRows(node) ? [...node, row] : node))

/** Without the row the path ends with. */
export const withoutRow = (form: FormTree, path: Path): FormTree =>
  changedAt(form, path.slice(0, -1), (node) =>
    isRows(node) ? node.filter((_row, index) => index !== path.at(-1)) : node,
  )
