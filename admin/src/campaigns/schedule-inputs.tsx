import { CAMPAIGN_GOALS } from '@casino-club/shared'
import { Alert, Box, MenuItem, Stack, TextField } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'
import type { DraftInputsProps } from './audience-inputs.tsx'
import type { CampaignDraft } from './campaign-draft.ts'

const SCHEDULES = ['now', 'at', 'local'] as const
const TWO = { display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }

type TextName = 'date' | 'time' | 'zone' | 'pace' | 'validHours' | 'holdoutPercent' | 'withinHours'

/** A field of the form that is a text. */
function useField({ draft, onEdit }: DraftInputsProps) {
  return (name: TextName, label: string, type: 'text' | 'number' | 'date' | 'time' = 'number') => (
    <TextField
      label={label}
      type={type}
      value={draft[name]}
      onChange={(event) => onEdit({ [name]: event.target.value } as Partial<CampaignDraft>)}
      slotProps={{ htmlInput: { 'data-testid': `campaign-${name}` }, inputLabel: { shrink: true } }}
    />
  )
}

/** When a campaign is told, and how quickly. */
export function ScheduleInputs(props: DraftInputsProps) {
  const words = useWords()
  const { draft, onEdit } = props
  const field = useField(props)
  return (
    <Stack spacing={2}>
      <TextField
        select
        label={words('campaigns.schedule')}
        value={draft.schedule}
        onChange={({ target: { value } }) =>
          onEdit({ schedule: SCHEDULES.find((schedule) => schedule === value) ?? draft.schedule })
        }
        slotProps={{ htmlInput: { 'data-testid': 'campaign-schedule' } }}
      >
        {SCHEDULES.map((schedule) => (
          <MenuItem key={schedule} value={schedule}>
            {words(`campaigns.schedules.${schedule}`)}
          </MenuItem>
        ))}
      </TextField>
      {draft.schedule === 'now' ? null : (
        <Box sx={TWO}>
          {field('date', words('campaigns.date'), 'date')}
          {field('time', words('campaigns.time'), 'time')}
          {draft.schedule === 'at' ? field('zone', words('campaigns.zone'), 'text') : null}
        </Box>
      )}
      <Box sx={TWO}>
        {field('pace', words('campaigns.pace'))}
        <TextField
          select
          label={words('campaigns.per')}
          value={draft.per}
          onChange={({ target: { value } }) => onEdit({ per: value === 'minute' ? 'minute' : 'second' })}
          slotProps={{ htmlInput: { 'data-testid': 'campaign-per' } }}
        >
          {(['second', 'minute'] as const).map((per) => (
            <MenuItem key={per} value={per}>
              {words(`campaigns.pers.${per}`)}
            </MenuItem>
          ))}
        </TextField>
        {field('validHours', words('campaigns.validHours'))}
      </Box>
    </Stack>
  )
}

/** What a campaign is measured by. */
export function MeasureInputs(props: DraftInputsProps) {
  const words = useWords()
  const { draft, onEdit } = props
  const field = useField(props)
  return (
    <Stack spacing={2}>
      <Box sx={TWO}>
        {field('holdoutPercent', words('campaigns.holdout'))}
        <TextField
          select
          label={words('campaigns.goal')}
          value={draft.goal}
          onChange={({ target: { value } }) =>
            onEdit({ goal: CAMPAIGN_GOALS.find((goal) => goal === value) ?? draft.goal })
          }
        >
          {CAMPAIGN_GOALS.map((goal) => (
            <MenuItem key={goal} value={goal}>
              {words(`campaigns.goals.${goal}`)}
            </MenuItem>
          ))}
        </TextField>
        {field('withinHours', words('campaigns.withinHours'))}
      </Box>
      {Number(draft.holdoutPercent) === 0 ? <Alert severity="warning">{words('campaigns.noHoldout')}</Alert> : null}
    </Stack>
  )
}
