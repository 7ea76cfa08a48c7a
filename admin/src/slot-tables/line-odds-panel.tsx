import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material'
import { Code } from '../format/fields.tsx'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import type { SlotTableVersion } from '../providers/resources.ts'
import { FractionText } from './fraction-text.tsx'

/** The exact chance of every paying line. */
export function LineOddsPanel({ version }: { version: SlotTableVersion }) {
  const words = useWords()
  const format = useFormat()
  return (
    <Panel title={words('slotTables.lines')}>
      <Box sx={{ overflowX: 'auto' }}>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{words('slotTables.line')}</TableCell>
              <TableCell>{words('slotTables.symbol')}</TableCell>
              <TableCell align="right">{words('slotTables.pays')}</TableCell>
              <TableCell align="right">{words('slotTables.percent')}</TableCell>
              <TableCell>{words('slotTables.fraction')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {version.analysis.lines.map((line) => (
              <TableRow key={`${line.line}:${line.symbol}`}>
                <TableCell>{words(`players.line.${line.line}`)}</TableCell>
                <TableCell>
                  <Code>{line.symbol}</Code>
                </TableCell>
                <TableCell align="right">×{line.multiplier}</TableCell>
                <TableCell align="right">{format.percent(line.percent, 4)}</TableCell>
                <TableCell>
                  <FractionText value={line.probability} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
    </Panel>
  )
}
