import { ACHIEVEMENT_COUNTS, ACHIEVEMENT_PERIODS, MISSION_GAMES } from '@casino-club/shared'
import { Box, FormControlLabel, Switch, TextField } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'
import type { AchievementDraft, AchievementField } from './achievement-draft.ts'

interface AchievementInputsProps {
  readonly draft: AchievementDraft
  readonly wrong: ReadonlySet<AchievementField>
  /** An achievement's id and period stay as they are. */
  readonly asNew: boolean
  readonly onEdit: (change: Partial<AchievementDraft>) => void
}

const TEXTS = [
  'id',
  'titleEn',
  'titleKo',
  'descriptionEn',
  'descriptionKo',
  'target',
  'requires',
  'parts',
  'until',
  'position',
] as const satisfies AchievementField[]
const SWITCHES = ['hidden', 'enabled'] as const

/** Everything an admin says about an achievement besides its rewards. */
export function AchievementInputs({ draft, wrong, asNew, onEdit }: AchievementInputsProps) {
  const words = useWords()
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, alignItems: 'start' }}>
      <Choice
        name="period"
        label={words('achievements.period')}
        value={draft.period}
        disabled={!asNew}
        onChoose={(period) => onEdit({ period })}
        choices={ACHIEVEMENT_PERIODS.map((period) => [period, words(`achievements.periods.${period}`)])}
      />
      <Choice
        name="counts"
        label={words('missions.countsLabel')}
        value={draft.counts}
        onChoose={(counts) => onEdit({ counts, game: '' })}
        choices={ACHIEVEMENT_COUNTS.map((counts) => [
          counts,
          counts === 'PARTS' ? words('achievements.countsParts') : words(`missions.counts.${counts}`),
        ])}
      />
      <Choice
        name="game"
        label={words('missions.game')}
        value={draft.game}
        onChoose={(game) => onEdit({ game })}
        choices={[['', words('missions.everyGame')], ...MISSION_GAMES.map((game) => [game, game] as const)]}
      />
      {TEXTS.map((field) => (
        <TextField
          key={field}
          label={words(`achievements.${field}`)}
          value={draft[field]}
          type={field === 'until' ? 'datetime-local' : 'text'}
          onChange={(event) => onEdit({ [field]: event.target.value })}
          error={wrong.has(field)}
          disabled={field === 'id' && !asNew}
          autoComplete="off"
          slotProps={{
            htmlInput: { 'data-testid': `achievement-${field}`, maxLength: 900 },
            ...(field === 'until' && { inputLabel: { shrink: true } }),
          }}
        />
      ))}
      {SWITCHES.map((field) => (
        <FormControlLabel
          key={field}
          control={<Switch checked={draft[field]} onChange={(event) => onEdit({ [field]: event.target.checked })} />}
          label={words(`achievements.${field}`)}
        />
      ))}
    </Box>
  )
}

interface ChoiceProps<T extends string> {
  readonly name: string
  readonly label: string
  readonly value: T
  readonly disabled?: boolean
  readonly choices: readonly (readonly [value: T, name: string])[]
  readonly onChoose: (value: T) => void
}

function Choice<T extends string>({ name, label, value, disabled = false, choices, onChoose }: ChoiceProps<T>) {
  return (
    <TextField
      select
      label={label}
      value={value}
      disabled={disabled}
      onChange={(event) => onChoose(event.target.value as T)}
      slotProps={{
        select: { native: true },
        inputLabel: { shrink: true },
        htmlInput: { 'data-testid': `achievement-${name}` },
      }}
    >
      {choices.map(([id, text]) => (
        <option key={id} value={id}>
          {text}
        </option>
      ))}
    </TextField>
  )
}
