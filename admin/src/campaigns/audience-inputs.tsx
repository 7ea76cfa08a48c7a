import { AUDIENCE_KINDS, RANKS } from '@casino-club/shared'
import { Box, Checkbox, FormControlLabel, FormGroup, MenuItem, Stack, TextField } from '@mui/material'
import type { ReactNode } from 'react'
import { useWords } from '../i18n/use-words.ts'
import { TargetInput } from '../segments/target-input.tsx'
import type { CampaignDraft, FilterDraft } from './campaign-draft.ts'

export interface DraftInputsProps {
  readonly draft: CampaignDraft
  readonly onEdit: (change: Partial<CampaignDraft>) => void
}

/** Whom a campaign is for. */
export function AudienceInputs({ draft, onEdit }: DraftInputsProps) {
  const words = useWords()
  return (
    <Stack spacing={2}>
      <TextField
        select
        label={words('campaigns.kind')}
        value={draft.kind}
        onChange={({ target: { value } }) =>
          onEdit({ kind: AUDIENCE_KINDS.find((kind) => kind === value) ?? draft.kind })
        }
        slotProps={{ htmlInput: { 'data-testid': 'campaign-kind' } }}
      >
        {AUDIENCE_KINDS.map((kind) => (
          <MenuItem key={kind} value={kind}>
            {words(`campaigns.kinds.${kind}`)}
          </MenuItem>
        ))}
      </TextField>
      {draft.kind === 'rank' ? <RankInputs draft={draft} onEdit={onEdit} /> : null}
      {draft.kind === 'players' ? (
        <TextField
          label={words('campaigns.userIds')}
          value={draft.userIds}
          multiline
          minRows={2}
          maxRows={8}
          onChange={(event) => onEdit({ userIds: event.target.value })}
          slotProps={{ htmlInput: { 'data-testid': 'campaign-user-ids' } }}
        />
      ) : null}
      {draft.kind === 'segments' ? (
        <TargetInput
          label={words('campaigns.segments')}
          value={draft.segments}
          testId="campaign-segments"
          onEdit={(segments) => onEdit({ segments })}
        />
      ) : null}
      {draft.kind === 'filter' ? (
        <FilterInputs filter={draft.filter} onEdit={(change) => onEdit({ filter: { ...draft.filter, ...change } })} />
      ) : null}
    </Stack>
  )
}

function RankInputs({ draft: { ranks }, onEdit }: DraftInputsProps) {
  const words = useWords()
  const toggle = (rank: (typeof RANKS)[number]) =>
    onEdit({ ranks: ranks.includes(rank) ? ranks.filter((each) => each !== rank) : [...ranks, rank] })
  return (
    <FormGroup row aria-label={words('campaigns.rank')}>
      {RANKS.map((rank) => (
        <FormControlLabel
          key={rank}
          label={rank}
          control={<Checkbox checked={ranks.includes(rank)} onChange={() => toggle(rank)} />}
        />
      ))}
    </FormGroup>
  )
}

interface FilterInputsProps {
  readonly filter: FilterDraft
  readonly onEdit: (change: Partial<FilterDraft>) => void
}

function FilterInputs({ filter, onEdit }: FilterInputsProps) {
  const words = useWords()
  const field = (name: keyof FilterDraft, label: string, type: 'number' | 'date' | 'text' = 'number') => (
    <TextField
      label={label}
      type={type}
      value={filter[name]}
      onChange={(event) => onEdit({ [name]: event.target.value })}
      slotProps={{ htmlInput: { 'data-testid': `campaign-filter-${name}` }, inputLabel: { shrink: true } }}
    />
  )
  const range = (level: 'vipLevel' | 'passLevel', least: keyof FilterDraft, most: keyof FilterDraft) => {
    const name = words(`campaigns.${level}`)
    return [field(least, words('campaigns.least', { name })), field(most, words('campaigns.most', { name }))]
  }
  const [vipLeast, vipMost] = range('vipLevel', 'vipLeast', 'vipMost')
  const [passLeast, passMost] = range('passLevel', 'passLeast', 'passMost')
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
      <Choice label={words('campaigns.language')} value={filter.language} onPick={(language) => onEdit({ language })}>
        {(['ko', 'en'] as const).map((language) => (
          <MenuItem key={language} value={language}>
            {words(`campaigns.languages.${language}`)}
          </MenuItem>
        ))}
      </Choice>
      <Choice label={words('campaigns.hasPush')} value={filter.hasPush} onPick={(hasPush) => onEdit({ hasPush })}>
        {(['yes', 'no'] as const).map((answer) => (
          <MenuItem key={answer} value={answer}>
            {words(`campaigns.${answer}`)}
          </MenuItem>
        ))}
      </Choice>
      {field('seenWithinDays', words('campaigns.seenWithinDays'))}
      {field('notSeenWithinDays', words('campaigns.notSeenWithinDays'))}
      {field('registeredFrom', words('campaigns.registeredFrom'), 'date')}
      {field('registeredUntil', words('campaigns.registeredUntil'), 'date')}
      {vipLeast}
      {vipMost}
      {passLeast}
      {passMost}
      {field('vipTiers', words('campaigns.vipTiers'), 'text')}
    </Box>
  )
}

interface ChoiceProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly onPick: (value: Value) => void
  readonly children: readonly ReactNode[]
}

/** One of some, or any. */
function Choice<Value extends string>({ label, value, onPick, children }: ChoiceProps<Value>) {
  const words = useWords()
  return (
    <TextField
      select
      label={label}
      value={value}
      onChange={(event) => onPick(event.target.value as Value)}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
    >
      <MenuItem value="">{words('campaigns.any')}</MenuItem>
      {children}
    </TextField>
  )
}
