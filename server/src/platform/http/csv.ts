/** Characters that make a spreadsheet take a cell for a formula; where letters are wide, their wide forms do so too. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/

/** One CSV cell by RFC 4180; text that a spreadsheet would run is made plain text by an apostrophe. */
export function csvCell(value: string | number | boolean | null): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One CSV line with its end. */
export function csvLine(cells: readonly (string | number | boolean | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

/** Tells spreadsheets that the text is UTF-8, so that Hangul survives. */
export const CSV_BOM = '\ufeff'
