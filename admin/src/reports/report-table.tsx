import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material'

interface ReportTableProps {
  readonly name: string
  readonly columns: readonly string[]
  /** A key and the cells; the first `left` cells are words, the others figures. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly string[] }[]
  readonly left?: number
  readonly testId: string
}

/** The same as a chart, for screen readers and for reading off. */
export function ReportTable({ name, columns, rows, left = 1, testId }: ReportTableProps) {
  const align = (index: number) => (index < left ? 'left' : 'right')
  return (
    <Box sx={{ overflow: 'auto', maxHeight: 320 }}>
      <Table size="small" stickyHeader aria-label={name} data-testid={testId}>
        <TableHead>
          <TableRow>
            {columns.map((column, index) => (
              <TableCell key={column} align={align(index)}>
                {column}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map(({ key, cells }) => (
            <TableRow key={key}>
              {cells.map((cell, index) => (
                <TableCell
                  key={columns[index]}
                  align={align(index)}
                  {...(index === 0 ? { component: 'th', scope: 'row' } : {})}
                >
                  {cell}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  )
}
