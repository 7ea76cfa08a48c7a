import { TextField } from '@mui/material'
import { CLUB_ZONE_LABEL } from '../../format/zone.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { DayRange } from '../../providers/desk-actions.ts'
import { isRange } from '../../reports/range.ts'

/** Two days of the club's zone, both included. */
export function RangeInputs({ range, onChange }: { range: DayRange; onChange: (range: DayRange) => void }) {
  const words = useWords()
  const wrong = !isRange(range)
  return (
    <>
      {(['from', 'until'] as const).map((end) => (
        <TextField
          key={end}
          type="date"
          size="small"
          label={words(`revenue.${end}`, { zone: CLUB_ZONE_LABEL })}
          value={range[end]}
          error={wrong}
          helperText={wrong && end === 'until' ? words('revenue.rangeWrong') : undefined}
          onChange={(event) => onChange({ ...range, [end]: event.target.value })}
          slotProps={{ inputLabel: { shrink: true }, htmlInput: { 'data-testid': `range-${end}` } }}
        />
      ))}
    </>
  )
}
