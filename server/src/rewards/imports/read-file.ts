import {
  IMPORT_COLUMNS,
  type ImportColumn,
  type ImportProblem,
  MAX_IMPORT_LINES,
  type Reward,
  rewardNoteSchema,
  rewardSchema,
  rewardTypeSchema,
} from '@casino-club/shared'
import { parseCsv } from '../../platform/http/parse-csv.ts'

/** A line as it stands in the file; who is meant and whether the item exists is not known yet. */
export interface ReadLine {
  readonly line: number
  readonly player: { readonly userId: number } | { readonly nickname: string }
  readonly reward: Reward
  readonly note: string
}

export interface ReadFile {
  readonly lines: readonly ReadLine[]
  readonly problems: readonly ImportProblem[]
}

type Problem = ImportProblem['problem']
type Row = Readonly<Record<ImportColumn, string>>

const WHOLE = /^\d{1,16}$/
const EMPTY: Row = { userId: '', nickname: '', type: '', amount: '', item: '', quantity: '', content: '', note: '' }
/** Which columns say what is given, by type; the others must be empty. */
const MONEY = ['amount'] as const
const SAYS: Record<Reward['type'], readonly ImportColumn[]> = {
  COIN: MONEY,
  GEM: MONEY,
  TICKET: MONEY,
  XP: MONEY,
  ITEM: ['item', 'quantity'],
  CONTENT_UNLOCK: ['content'],
}
const WHAT = ['amount', 'item', 'quantity', 'content'] as const satisfies ImportColumn[]

/** Reads a file of grants: every line, or what is wrong with each that is broken. Pure. */
export function readFile(csv: string): ReadFile {
  const records = parseCsv(csv)
  if ('brokenAt' in records) return broken(records.brokenAt, 'CSV_BROKEN')
  const [head, ...rest] = records
  if (head === undefined || rest.length === 0) return broken(head?.line ?? 1, 'NO_LINES')
  if (rest.length > MAX_IMPORT_LINES) return broken(rest[MAX_IMPORT_LINES]?.line ?? 1, 'TOO_MANY_LINES')
  const columns = columnsOf(head.cells)
  if (columns === undefined) return broken(head.line, 'COLUMNS_WRONG')
  const lines: ReadLine[] = []
  const problems: ImportProblem[] = []
  for (const { line, cells } of rest) {
    const read = cells.length === columns.length ? readRow(rowOf(columns, cells)) : 'CELLS_WRONG'
    if (typeof read === 'string') problems.push({ line, problem: read })
    else lines.push({ line, ...read })
  }
  return { lines, problems }
}

const broken = (line: number, problem: Problem): ReadFile => ({ lines: [], problems: [{ line, problem }] })

function columnsOf(cells: readonly string[]): ImportColumn[] | undefined {
  const columns = cells.flatMap((cell) =>
    IMPORT_COLUMNS.filter((name) => name.toLowerCase() === cell.trim().toLowerCase()),
  )
  const known = columns.length === cells.length && new Set(columns).size === columns.length
  const namesPlayers = columns.includes('userId') || columns.includes('nickname')
  return known && namesPlayers && columns.includes('type') ? columns : undefined
}

const rowOf = (columns: readonly ImportColumn[], cells: readonly string[]): Row => ({
  ...EMPTY,
  ...Object.fromEntries(columns.map((column, index) => [column, (cells[index] ?? '').trim()])),
})

function readRow(row: Row): Omit<ReadLine, 'line'> | Problem {
  const player = playerOf(row)
  if (player === undefined) return 'PLAYER_NOT_NAMED'
  const type = rewardTypeSchema.safeParse(row.type.toUpperCase())
  if (!type.success) return 'TYPE_UNKNOWN'
  const says = SAYS[type.data]
  if (WHAT.some((column) => row[column] !== '' && !says.includes(column))) return 'CELL_NOT_OF_TYPE'
  const reward = rewardOf(type.data, row)
  if (typeof reward === 'string') return reward
  const note = rewardNoteSchema.safeParse(row.note)
  return note.success ? { player, reward, note: note.data } : 'NOTE_INVALID'
}

function playerOf({ userId, nickname }: Row): ReadLine['player'] | undefined {
  if ((userId === '') === (nickname === '')) return undefined
  if (nickname !== '') return { nickname: nickname.normalize('NFC') }
  const id = Number(userId)
  return WHOLE.test(userId) && id >= 1 && Number.isSafeInteger(id) ? { userId: id } : undefined
}

const wholeOf = (text: string): number => (WHOLE.test(text) ? Number(text) : Number.NaN)

function rewardOf(type: Reward['type'], { amount, item, quantity, content }: Row): Reward | Problem {
  const [candidate, otherwise]: [object, Problem] =
    type === 'ITEM'
      ? [{ type, item, quantity: wholeOf(quantity) }, 'AMOUNT_INVALID']
      : type === 'CONTENT_UNLOCK'
        ? [{ type, content }, 'CONTENT_INVALID']
        : [{ type, amount: wholeOf(amount) }, 'AMOUNT_INVALID']
  const parsed = rewardSchema.safeParse(candidate)
  if (parsed.success) return parsed.data
  return parsed.error.issues.some(({ path }) => path[0] === 'item') ? 'ITEM_UNKNOWN' : otherwise
}
