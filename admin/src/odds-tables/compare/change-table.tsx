import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material'
import type { ReactNode } from 'react'
import { useWords } from '../../i18n/use-words.ts'

/** A table whose rows hold what was, what will be, and the difference. */
export function ChangeTable({ name, testId, children }: { name: string; testId: string; children: ReactNode }) {
  const words = useWords()
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table
        size="small"
        data-testid={testId}
        sx={{ wordBreak: 'keep-all', '& th': { whiteSpace: 'nowrap' }, '& .MuiTableCell-root': { px: 1 } }}
      >
        <TableHead>
          <TableRow>
            <TableCell>{name}</TableCell>
            <TableCell align="right">{words('odds.compare.before')}</TableCell>
            <TableCell align="right">{words('odds.compare.after')}</TableCell>
            <TableCell align="right">{words('odds.compare.difference')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>{children}</TableBody>
      </Table>
    </Box>
  )
}
