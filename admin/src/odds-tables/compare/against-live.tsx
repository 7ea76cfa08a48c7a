import type { Game, GameAnalysis } from '@casino-club/shared'
import { Alert, Skeleton, Stack, Typography } from '@mui/material'
import { useWords } from '../../i18n/use-words.ts'
import { RefusalAlert } from '../refusal-alert.tsx'
import { useLiveVersion } from '../use-live-version.ts'
import { ComparePanel } from './compare-panel.tsx'

/** A table against the one its game is played on now. */
export function AgainstLive({ game, analysis }: { game: Game; analysis: GameAnalysis }) {
  const words = useWords()
  const live = useLiveVersion(game)
  if (live.pending) return <Skeleton variant="rounded" height={240} />
  if (live.failure) return <RefusalAlert failure={live.failure} testId="odds-live-failed" />
  return (
    <Stack spacing={2}>
      {live.version ? (
        <Typography variant="body2" color="text.secondary">
          {words('odds.compare.liveVersion', { version: live.version.version })}
        </Typography>
      ) : (
        <Alert severity="info">{words('odds.noLive')}</Alert>
      )}
      <ComparePanel before={live.version?.analysis ?? null} after={analysis} />
    </Stack>
  )
}
