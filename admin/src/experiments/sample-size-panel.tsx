import { leastDifference, playersForShare } from '@casino-club/shared'
import { Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'

const FIRST = { share: '20', difference: '2', power: '80', players: '5000' }
const ALPHA = 0.05
const NAMES = {
  share: 'sampleShare',
  difference: 'sampleDifference',
  power: 'samplePower',
  players: 'samplePlayers',
} as const
const FIELDS = ['share', 'difference', 'power', 'players'] as const

/** How many players a variant needs before anything can be told from it. */
export function SampleSizePanel() {
  const words = useWords()
  const format = useFormat()
  const [typed, setTyped] = useState(FIRST)
  const number = (field: (typeof FIELDS)[number]) => (typed[field].trim() === '' ? Number.NaN : Number(typed[field]))
  const power = number('power') / 100
  const share = number('share') / 100
  const asked = { alpha: ALPHA, power }
  const possible = power > 0 && power < 1
  const players = possible ? playersForShare(share, { ...asked, difference: number('difference') / 100 }) : null
  const least = possible ? leastDifference(share, number('players'), asked) : null
  return (
    <Panel title={words('experiments.sampleSize')}>
      <Stack direction="row" spacing={1.5} useFlexGap sx={{ flexWrap: 'wrap', mb: 1 }}>
        {FIELDS.map((field) => (
          <TextField
            key={field}
            size="small"
            label={words(`experiments.${NAMES[field]}`)}
            value={typed[field]}
            onChange={(event) => setTyped({ ...typed, [field]: event.target.value })}
            slotProps={{ htmlInput: { 'data-testid': `sample-${field}`, inputMode: 'decimal' } }}
          />
        ))}
      </Stack>
      <Typography data-testid="sample-players">
        {players === null
          ? words('experiments.sampleImpossible')
          : words('experiments.sampleNeeded', { players: format.amount(players) })}
      </Typography>
      <Typography variant="body2" color="text.secondary" data-testid="sample-least">
        {least === null
          ? words('experiments.sampleImpossible')
          : words('experiments.sampleLeast', {
              ...{ players: format.amount(number('players')), difference: format.percent(least * 100) },
            })}
      </Typography>
    </Panel>
  )
}
