import { type AdminStreakTerms, MAX_STREAK_REWARDS } from '@casino-club/shared'
import { Alert, Box, Button, Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useCanAccess } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { TermsActs } from './terms-acts.tsx'
import { draftOf, type RewardDraft, TERM_NUMBERS, type TermsDraft, termsOf } from './terms-draft.ts'

export interface TermsEditorProps {
  readonly seen: AdminStreakTerms
  readonly onChanged: () => void
}

/** The draft of the terms: typed, looked at, kept and published. */
export function TermsEditor({ seen, onChanged }: TermsEditorProps) {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'edit', resource: 'streaks' })
  const [draft, setDraft] = useState<TermsDraft>(() => draftOf((seen.draft ?? seen.live).terms))
  const terms = termsOf(draft)
  return (
    <Panel title={words('streaks.terms')}>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }} data-testid="streak-state">
        {words('streaks.live', { version: seen.live.version })}{' '}
        {seen.draft ? words('streaks.drafted', { version: seen.draft.version }) : ''}
      </Typography>
      <Stack spacing={2}>
        <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))' }}>
          {TERM_NUMBERS.map((name) => (
            <TextField
              key={name}
              size="small"
              label={words(`streaks.numbers.${name}`)}
              value={draft[name]}
              disabled={!canAccess}
              onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
              slotProps={{ htmlInput: { 'data-testid': `streak-${name}`, maxLength: 3 } }}
            />
          ))}
        </Box>
        <Rewards rewards={draft.rewards} closed={!canAccess} onEdit={(rewards) => setDraft({ ...draft, rewards })} />
        {terms === null ? <Alert severity="warning">{words('streaks.wrong')}</Alert> : null}
        {canAccess ? <TermsActs seen={seen} terms={terms} onChanged={onChanged} /> : null}
      </Stack>
    </Panel>
  )
}

interface RewardsProps {
  readonly rewards: readonly RewardDraft[]
  readonly closed: boolean
  readonly onEdit: (rewards: readonly RewardDraft[]) => void
}

/** What each day brings; after the last one it begins anew. */
function Rewards({ rewards, closed, onEdit }: RewardsProps) {
  const words = useWords()
  const edit = (day: number, change: Partial<RewardDraft>) =>
    onEdit(rewards.map((reward, at) => (at === day ? { ...reward, ...change } : reward)))
  return (
    <>
      {rewards.map((reward, day) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a day is its place
        <Stack key={day} direction="row" spacing={1} sx={{ alignItems: 'center' }}>
          <Typography sx={{ minWidth: 72 }}>{words('streaks.day', { day: day + 1 })}</Typography>
          {(['coins', 'gems'] as const).map((currency) => (
            <TextField
              key={currency}
              size="small"
              label={words(`streaks.${currency}`)}
              value={reward[currency]}
              disabled={closed}
              onChange={(event) => edit(day, { [currency]: event.target.value })}
              slotProps={{ htmlInput: { 'data-testid': `streak-day-${day + 1}-${currency}`, maxLength: 7 } }}
            />
          ))}
        </Stack>
      ))}
      {closed ? null : (
        <Stack direction="row" spacing={1}>
          <Button
            size="small"
            disabled={rewards.length >= MAX_STREAK_REWARDS}
            onClick={() => onEdit([...rewards, { coins: '0', gems: '0' }])}
          >
            {words('streaks.addDay')}
          </Button>
          <Button size="small" disabled={rewards.length <= 1} onClick={() => onEdit(rewards.slice(0, -1))}>
            {words('streaks.removeDay')}
          </Button>
        </Stack>
      )}
    </>
  )
}
