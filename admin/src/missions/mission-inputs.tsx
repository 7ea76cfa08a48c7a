import { COUNTS_OF_GAMES, MISSION_COUNTS, MISSION_GAMES, MISSION_PERIODS } from '@casino-club/shared'
import { Box, FormControlLabel, Switch, TextField } from '@mui/material'
import type { MessageKey } from '../i18n/app-messages.ts'
import { useWords } from '../i18n/use-words.ts'
import { TargetInput } from '../segments/target-input.tsx'
import type { MissionDraft, MissionField } from './mission-draft.ts'

interface MissionInputsProps {
  readonly draft: MissionDraft
  readonly wrong: ReadonlySet<MissionField>
  /** A mission's id and period stay as they are. */
  readonly asNew: boolean
  readonly onEdit: (change: Partial<MissionDraft>) => void
}

type WordField = Exclude<MissionField, 'rewards' | 'game' | 'segments'>

/** Everything an admin says about a mission besides its rewards. */
export function MissionInputs({ draft, wrong, asNew, onEdit }: MissionInputsProps) {
  const words = useWords()
  const text = (field: WordField, label: MessageKey, help?: MessageKey) => (
    <TextField
      label={words(label)}
      value={draft[field]}
      onChange={(event) => onEdit({ [field]: event.target.value })}
      error={wrong.has(field)}
      helperText={help && words(help)}
      disabled={field === 'id' && !asNew}
      autoComplete="off"
      slotProps={{ htmlInput: { 'data-testid': `mission-${field}`, maxLength: 300 } }}
    />
  )
  const byGame = COUNTS_OF_GAMES.includes(draft.counts)
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, alignItems: 'start' }}>
      {text('id', 'missions.id', 'missions.idHelp')}
      <Choice
        name="period"
        label={words('missions.period')}
        value={draft.period}
        disabled={!asNew}
        onChoose={(period) => onEdit({ period })}
        choices={MISSION_PERIODS.map((period) => [period, words(`missions.periods.${period}`)])}
      />
      {text('titleEn', 'missions.titleEn')}
      {text('titleKo', 'missions.titleKo')}
      {text('descriptionEn', 'items.descriptionEn')}
      {text('descriptionKo', 'items.descriptionKo')}
      <Choice
        name="counts"
        label={words('missions.countsLabel')}
        value={draft.counts}
        onChoose={(counts) => onEdit({ counts, ...(COUNTS_OF_GAMES.includes(counts) ? {} : { game: '' }) })}
        choices={MISSION_COUNTS.map((counts) => [counts, words(`missions.counts.${counts}`)])}
      />
      {text('target', 'missions.target')}
      {byGame ? (
        <Choice
          name="game"
          label={words('missions.game')}
          value={draft.game}
          onChoose={(game) => onEdit({ game })}
          choices={[['', words('missions.everyGame')], ...MISSION_GAMES.map((game) => [game, game] as const)]}
        />
      ) : null}
      {text('position', 'missions.position', 'missions.positionHelp')}
      <TargetInput
        label={words('segments.aimedAt')}
        help={words('missions.segmentsHelp')}
        error={wrong.has('segments')}
        value={draft.segments}
        testId="mission-segments"
        onEdit={(segments) => onEdit({ segments })}
      />
      <EnabledSwitch enabled={draft.enabled} onEdit={onEdit} />
    </Box>
  )
}

function EnabledSwitch({ enabled, onEdit }: { enabled: boolean; onEdit: MissionInputsProps['onEdit'] }) {
  const words = useWords()
  return (
    <FormControlLabel
      control={
        <Switch
          checked={enabled}
          onChange={(event) => onEdit({ enabled: event.target.checked })}
          slotProps={{ input: { 'data-testid': 'mission-enabled' } as object }}
        />
      }
      label={words('missions.enabled')}
    />
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
        htmlInput: { 'data-testid': `mission-${name}` },
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
