import { playersForShare } from '@casino-club/shared'
import { Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'

const FIRST = { share: '20', difference: '2', power: '80' }
const ALPHA = 0.05
const NAMES = { share: 'sampleShare', difference: 'sampleDifference', power: 'samplePower' } as const
const FIELDS = ['share', 'difference', 'power'] as const

/** How many players a variant needs before anything can be told from it. */
export function SampleSizePanel() {
  const words = useWords()
  const format = useFormat()
  const [typed, setTyped] = useState(FIRST)
  const part = (field: (typeof FIELDS)[number]) =>
    typed[field].trim() === '' ? Number.NaN : Number(typed[field]) / 100
  const power = part('power')
  const possible = power > 0 && power < 1
  const players = possible
    ? playersForShare(part('share'), { difference: part('difference'), alpha: ALPHA, power })
    : null
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
    </Panel>
  )
}
