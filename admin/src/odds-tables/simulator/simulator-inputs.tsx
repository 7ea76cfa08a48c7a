import { Alert, TextField } from '@mui/material'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { FieldGrid } from '../fields/number-field.tsx'
import { KindPicker } from '../odds/kind-picker.tsx'
import { useOddsNames } from '../use-odds-names.ts'
import { INPUT_LIMITS, type InputsReading, MOST_PLAYS, type SimulationInputs } from './inputs.ts'
import type { SimulatedGame } from './simulate.ts'
import { hasStake, type Way } from './ways.ts'

interface SimulatorInputsProps {
  readonly game: SimulatedGame
  readonly ways: readonly Way[]
  readonly inputs: SimulationInputs
  readonly read: InputsReading
  readonly onEdit: (inputs: SimulationInputs) => void
}

/** How to play, how many players, how often and for how much. */
export function SimulatorInputs({ game, ways, inputs, read, onEdit }: SimulatorInputsProps) {
  const words = useWords()
  const format = useFormat()
  const names = useOddsNames()
  const wayName = (id: string) =>
    id === '1' || id === '10' ? words(`odds.field.${id === '1' ? 'single' : 'ten'}`) : names.kind(id)
  const problem = read.ok ? null : read.problem
  const fields = hasStake(game) ? (['players', 'plays', 'stake'] as const) : (['players', 'plays'] as const)
  const first = ways[0]?.id ?? ''
  return (
    <>
      <KindPicker
        kinds={ways.map(({ id }) => id)}
        kind={ways.some(({ id }) => id === inputs.way) ? inputs.way : first}
        onChoose={(way) => onEdit({ ...inputs, way })}
        nameOf={wayName}
      />
      <FieldGrid>
        {fields.map((field) => {
          const wrong = problem?.field === field
          const range = words('odds.simulator.range', { low: 1, high: format.amount(INPUT_LIMITS[field]) })
          return (
            <TextField
              key={field}
              label={words(`odds.simulator.${field}`)}
              value={inputs[field]}
              onChange={(event) => onEdit({ ...inputs, [field]: event.target.value })}
              error={wrong}
              helperText={
                wrong ? (problem.text ? words('odds.simulator.refused', { problem: problem.text }) : range) : ' '
              }
              autoComplete="off"
              slotProps={{
                htmlInput: { 'data-testid': `odds-simulate-${field}`, inputMode: 'numeric', maxLength: 12 },
              }}
            />
          )
        })}
      </FieldGrid>
      {problem?.field === 'all' ? (
        <Alert severity="warning">{words('odds.simulator.tooMuch', { limit: format.amount(MOST_PLAYS) })}</Alert>
      ) : null}
    </>
  )
}
