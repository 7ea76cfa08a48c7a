import { Box, Table, TableBody, TableCell, TableFooter, TableHead, TableRow } from '@mui/material'
import { Code } from '../format/fields.tsx'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import type { SlotTableVersion } from '../providers/resources.ts'

const REELS = [0, 1, 2] as const

/** How often each symbol stops on each reel, and what it pays. */
export function SymbolsPanel({ version }: { version: SlotTableVersion }) {
  const words = useWords()
  const format = useFormat()
  const { symbols } = version.table
  const sums = REELS.map((reel) => symbols.reduce((sum, symbol) => sum + symbol.weights[reel], 0))
  return (
    <Panel title={words('slotTables.symbols')}>
      <Box sx={{ overflowX: 'auto' }}>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{words('slotTables.symbol')}</TableCell>
              {REELS.map((reel) => (
                <TableCell key={reel} align="right">
                  {words('slotTables.reel', { reel: reel + 1 })}
                </TableCell>
              ))}
              <TableCell align="right">{words('slotTables.pair')}</TableCell>
              <TableCell align="right">{words('slotTables.triple')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {symbols.map((symbol) => (
              <TableRow key={symbol.id}>
                <TableCell>
                  <Code>{symbol.id}</Code>
                </TableCell>
                {REELS.map((reel) => (
                  <TableCell
                    key={reel}
                    align="right"
                    title={words('slotTables.weightOf', { weight: symbol.weights[reel], sum: sums[reel] ?? 0 })}
                  >
                    {format.amount(symbol.weights[reel])}
                  </TableCell>
                ))}
                <TableCell align="right">×{symbol.pair}</TableCell>
                <TableCell align="right">×{symbol.triple}</TableCell>
              </TableRow>
            ))}
          </TableBody>
          <TableFooter>
            <TableRow>
              <TableCell>{words('slotTables.total')}</TableCell>
              {REELS.map((reel) => (
                <TableCell key={reel} align="right">
                  {format.amount(sums[reel] ?? 0)}
                </TableCell>
              ))}
              <TableCell colSpan={2} />
            </TableRow>
          </TableFooter>
        </Table>
      </Box>
    </Panel>
  )
}
