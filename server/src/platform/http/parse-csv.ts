/** A record of a CSV file, and the line of the file it begins on (from 1). */
export interface CsvRecord {
  readonly line: number
  readonly cells: readonly string[]
}

/** A file that is no CSV from this line on. */
export interface BrokenCsv {
  readonly brokenAt: number
}

/** One cell: in quotes, with quotes inside doubled, or plain; then a comma, the end of the line, or that of the file. */
const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/y
const LINE_END = /\r\n|\n|\r/g

/** Reads CSV by RFC 4180; lines without anything are left out, the mark of UTF-8 before the first is not looked at. */
export function parseCsv(file: string): CsvRecord[] | BrokenCsv {
  const text = file.replace(/^\ufeff/, '')
  const records: CsvRecord[] = []
  let line = 1
  let begun = 1
  let cells: string[] = []
  for (let at = 0; at < text.length || cells.length > 0; ) {
    CELL.lastIndex = at
    const found = CELL.exec(text)
    if (found === null) return { brokenAt: line }
    const [whole, quoted, plain = '', end = ''] = found
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    at += whole.length
    line += whole.match(LINE_END)?.length ?? 0
    if (end === ',') continue
    if (cells.length > 1 || cells[0] !== '') records.push({ line: begun, cells })
    cells = []
    begun = line
  }
  return records
}
