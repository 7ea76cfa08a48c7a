import { Box, Chip, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useOddsNames } from '../use-odds-names.ts'
import { BAND, type DriftLook, type OutcomePoint } from './drift-points.ts'

/** The chart of outcomes as rows. */
export function OutcomesCounted({ points }: { points: readonly OutcomePoint[] }) {
  const words = useWords()
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table size="small" data-testid="drift-outcomes" aria-label={words('drift.counted')}>
        <TableHead>
          <TableRow>
            <TableCell>{words('odds.outcome')}</TableCell>
            <TableCell align="right">{words('drift.count')}</TableCell>
            <TableCell align="right">{words('drift.expected')}</TableCell>
            <TableCell align="right">{words('drift.interval')}</TableCell>
            <TableCell align="right">{words('drift.errors')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {points.map((point) => (
            <OutcomeRow key={point.outcome} point={point} />
          ))}
        </TableBody>
      </Table>
    </Box>
  )
}

function OutcomeRow({ point: { outcome, counted, expected, low, high, errors } }: { point: OutcomePoint }) {
  const words = useWords()
  const format = useFormat()
  const names = useOddsNames()
  const off = errors === null || Math.abs(errors) > BAND
  return (
    <TableRow data-testid="drift-outcome">
      <TableCell>{names.outcome(outcome)}</TableCell>
      <TableCell align="right">{format.amount(counted)}</TableCell>
      <TableCell align="right">{format.rate(expected)}</TableCell>
      <TableCell align="right">
        {words('odds.range', { low: format.amount(Math.ceil(low)), high: format.amount(Math.floor(high)) })}
      </TableCell>
      <TableCell align="right" sx={off ? { color: 'error.main', fontWeight: 700 } : {}}>
        {errors === null ? words('drift.cannotBe') : format.statistic(errors)}
      </TableCell>
    </TableRow>
  )
}

const COLUMNS = ['look', 'draws', 'chiSquare', 'degrees', 'pValue', 'threshold', 'checkedAt', 'state'] as const

/** The chart of looks as rows. */
export function LooksTable({ looks }: { looks: readonly DriftLook[] }) {
  const words = useWords()
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table size="small" data-testid="drift-looks" aria-label={words('drift.looks')}>
        <TableHead>
          <TableRow>
            {COLUMNS.map((column) => (
              <TableCell key={column} align={column === 'state' ? 'left' : 'right'}>
                {words(`drift.column.${column}`)}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {looks.map((look) => (
            <LookRow key={look.look} look={look} />
          ))}
        </TableBody>
      </Table>
    </Box>
  )
}

function LookRow({ look }: { look: DriftLook }) {
  const words = useWords()
  const format = useFormat()
  const cells = [
    format.amount(look.look),
    format.amount(look.draws),
    format.statistic(look.chiSquare),
    format.amount(look.degrees),
    format.chance(look.pValue),
    format.chance(look.threshold),
    format.dateTime(look.checkedAt),
  ]
  return (
    <TableRow>
      {COLUMNS.slice(0, -1).map((column, index) => (
        <TableCell key={column} align="right">
          {cells[index]}
        </TableCell>
      ))}
      <TableCell>
        <Chip
          size="small"
          variant="outlined"
          color={look.alarm ? 'error' : 'success'}
          label={words(look.alarm ? 'drift.alarm' : 'drift.fine')}
        />
      </TableCell>
    </TableRow>
  )
}
