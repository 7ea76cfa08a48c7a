import { Box, TableCell } from '@mui/material'
import type { Change } from './compare.ts'

interface ChangeCellsProps {
  readonly change: Change
  readonly show: (value: number) => string
}

/** Before, after and the signed difference, as three cells. */
export function ChangeCells({ change: { before, after, difference }, show }: ChangeCellsProps) {
  const shown = (value: number | null) => (value === null ? '–' : show(value))
  const moved = before !== after
  return (
    <>
      <TableCell align="right">{shown(before)}</TableCell>
      <TableCell align="right" sx={{ fontWeight: moved ? 700 : 400 }}>
        {shown(after)}
      </TableCell>
      <TableCell align="right">
        <Difference value={difference} show={show} />
      </TableCell>
    </>
  )
}

function Difference({ value, show }: { value: number | null; show: (value: number) => string }) {
  if (value === null || value === 0) return <>–</>
  return (
    <Box component="span" sx={{ color: value > 0 ? 'success.main' : 'error.main', fontWeight: 600 }}>
      {value > 0 ? '+' : '−'}
      {show(Math.abs(value))}
    </Box>
  )
}
