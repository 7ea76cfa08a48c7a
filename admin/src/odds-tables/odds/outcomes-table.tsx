import type { KindAnalysis } from '@casino-club/shared'
import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useOddsNames } from '../use-odds-names.ts'
import { ExactFraction } from './exact-fraction.tsx'
import { percentDigits } from './fraction.ts'

/** The exact chance of every outcome of one kind of play. */
export function OutcomesTable({ kind }: { kind: KindAnalysis }) {
  const words = useWords()
  const format = useFormat()
  const names = useOddsNames()
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table size="small" data-testid="odds-outcomes">
        <TableHead>
          <TableRow>
            <TableCell>{words('odds.outcome')}</TableCell>
            <TableCell align="right">{words('odds.pays')}</TableCell>
            <TableCell align="right">{words('odds.percent')}</TableCell>
            <TableCell>{words('odds.fraction')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {kind.outcomes.map(({ outcome, multiplier, percent, probability }) => (
            <TableRow key={outcome}>
              <TableCell>{names.outcome(outcome)}</TableCell>
              <TableCell align="right">{multiplier === null ? '–' : `×${Number(multiplier.toFixed(6))}`}</TableCell>
              <TableCell align="right">{format.percent(percent, percentDigits(percent))}</TableCell>
              <TableCell>
                <ExactFraction value={probability} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  )
}
