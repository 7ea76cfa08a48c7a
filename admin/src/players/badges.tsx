import type { PLAYER_STATES, Rank } from '@casino-club/shared'
import { Box, Chip } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'

const COLORS = { STANDARD: 'default', PREMIUM: 'primary', VIP: 'secondary' } as const satisfies Record<Rank, string>

export function RankBadge({ rank }: { rank: Rank }) {
  const words = useWords()
  return (
    <Chip
      size="small"
      variant={rank === 'STANDARD' ? 'outlined' : 'filled'}
      color={COLORS[rank]}
      label={words(`ranks.${rank}`)}
    />
  )
}

/** Shown only where an account may not come in. */
export function StateBadge({ state }: { state: (typeof PLAYER_STATES)[number] }) {
  const words = useWords()
  if (state === 'ACTIVE') return null
  return <Chip size="small" color="error" label={words(`access.states.${state}`)} data-testid="player-state" />
}

/** Whether a room of the player is open. */
export function OnlineBadge({ online }: { online: boolean }) {
  const words = useWords()
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.75,
        color: online ? 'success.main' : 'text.secondary',
        whiteSpace: 'nowrap',
      }}
    >
      <Box
        component="span"
        aria-hidden
        sx={{
          width: 8,
          height: 8,
          borderRadius: '50%',
          bgcolor: online ? 'success.main' : 'transparent',
          border: 1,
          borderColor: 'currentcolor',
        }}
      />
      {words(online ? 'players.online' : 'players.offline')}
    </Box>
  )
}
