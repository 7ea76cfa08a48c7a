import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { SalesRecord } from '../../providers/resources.ts'

type Row = SalesRecord['rows'][number] & { readonly label: string }

/** The same as the chart, for screen readers and for reading off; steps without a sale are left out. */
export function SalesTable({ rows }: { rows: readonly Row[] }) {
  const words = useWords()
  const format = useFormat()
  const names = [words('sales.units'), words('sales.purchases'), words('revenue.won'), words('revenue.gems')]
  return (
    <Box sx={{ overflow: 'auto', maxHeight: 260 }}>
      <Table size="small" stickyHeader aria-label={words('sales.title')}>
        <TableHead>
          <TableRow>
            <TableCell>{words('sales.at')}</TableCell>
            {names.map((name) => (
              <TableCell key={name} align="right">
                {name}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.toReversed().map(({ at, label, units, purchases, won, gems }) => (
            <TableRow key={at} data-testid="sales-row">
              <TableCell component="th" scope="row">
                {label}
              </TableCell>
              <TableCell align="right">{format.amount(units)}</TableCell>
              <TableCell align="right">{format.amount(purchases)}</TableCell>
              <TableCell align="right">{format.amount(won)}</TableCell>
              <TableCell align="right">{format.amount(gems)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  )
}
