import type { RetentionReply } from '@casino-club/shared'
import { Box, Table, TableBody, TableCell, TableFooter, TableHead, TableRow } from '@mui/material'
import { alpha, useTheme } from '@mui/material/styles'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { heatOf, type meanShares } from './retention-figures.ts'

interface CohortTableProps {
  readonly reply: RetentionReply
  readonly means: ReturnType<typeof meanShares>
}

/** Cohorts by day; the color only repeats what the number in the cell says. */
export function CohortTable({ reply: { ages, rows }, means }: CohortTableProps) {
  const words = useWords()
  const format = useFormat()
  return (
    <Box sx={{ overflow: 'auto', maxHeight: 480 }}>
      <Table size="small" stickyHeader aria-label={words('analytics.retention.table')} data-testid="retention-table">
        <TableHead>
          <TableRow>
            <TableCell>{words('analytics.retention.cohort')}</TableCell>
            <TableCell align="right">{words('analytics.retention.players')}</TableCell>
            {ages.map((age) => (
              <TableCell key={age} align="right" sx={{ whiteSpace: 'nowrap' }}>
                {words('analytics.retention.age', { age })}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map(({ cohort, players, shares }) => (
            <TableRow key={cohort} data-testid={`cohort-${cohort}`}>
              <TableCell component="th" scope="row" sx={{ whiteSpace: 'nowrap' }}>
                {cohort}
              </TableCell>
              <TableCell align="right">{format.amount(players)}</TableCell>
              {ages.map((age, index) => (
                <ShareCell key={age} age={age} share={shares[index] ?? null} />
              ))}
            </TableRow>
          ))}
        </TableBody>
        <TableFooter>
          <TableRow data-testid="cohort-mean">
            <TableCell component="th" scope="row">
              {words('analytics.retention.mean')}
            </TableCell>
            <TableCell align="right">{format.amount(rows.reduce((sum, { players }) => sum + players, 0))}</TableCell>
            {means.map(({ age, share }) => (
              <ShareCell key={age} age={age} share={share === null ? null : share * 100} />
            ))}
          </TableRow>
        </TableFooter>
      </Table>
    </Box>
  )
}

/** A share in hundredths of a percent. */
function ShareCell({ age, share }: { age: number; share: number | null }) {
  const format = useFormat()
  const { palette } = useTheme()
  return (
    <TableCell
      align="right"
      data-age={age}
      sx={{
        bgcolor: alpha(palette.primary.main, heatOf(share)),
        color: 'text.primary',
        fontVariantNumeric: 'tabular-nums',
      }}
    >
      {share === null ? '–' : format.percent(share / 100, 1)}
    </TableCell>
  )
}
