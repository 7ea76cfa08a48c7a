import type { StoppedTable } from '@casino-club/shared'
import { Alert, Stack } from '@mui/material'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { RecordLink } from '../layout/record-link.tsx'
import { useOddsNames } from '../odds-tables/use-odds-names.ts'

/** Games nobody can play because the drift watch has stopped their table, each with the way there. */
export function StoppedTables({ stopped }: { stopped: readonly StoppedTable[] }) {
  const words = useWords()
  const format = useFormat()
  const names = useOddsNames()
  if (stopped.length === 0) return null
  return (
    <Stack spacing={1}>
      {stopped.map(({ id, game, version, kind, stoppedAt }) => (
        <Alert key={id} severity="error" data-testid="dash-stopped">
          {words('drift.stopped', {
            game: words(`games.${game}`),
            version,
            kind: names.kind(kind),
            time: format.dateTime(stoppedAt),
          })}{' '}
          <RecordLink resource="odds-tables" id={id} path="/drift">
            {words('drift.look')}
          </RecordLink>
        </Alert>
      ))}
    </Stack>
  )
}
