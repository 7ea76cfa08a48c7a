import type { SafePlayReply } from '@casino-club/shared'
import {
  Alert,
  Box,
  Skeleton,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material'
import { useGetOne, useRecordContext } from 'react-admin'
import { useFormat } from '../format/use-format.ts'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import { Fact, Facts, Panel } from '../layout/facts.tsx'
import type { PlayerDetail, SafePlayStanding } from '../providers/resources.ts'
import { nameOfLimit } from './name-of-limit.ts'
import { RestrictButtons } from './restrict-buttons.tsx'
import { SafeChanges } from './safe-changes.tsx'

/** What a player decided about his play, what he used of it, and every change. */
export function SafePlayTab() {
  const player = useRecordContext<PlayerDetail>()
  const failureWords = useFailureWords()
  const { data, error } = useGetOne<SafePlayStanding>(
    'safe-play-standing',
    { id: player?.id ?? 0 },
    { enabled: player?.siteId !== undefined, retry: false },
  )
  if (!player?.siteId) return null
  // While react-admin logs out, a refused read answers with an empty record.
  if (!data?.standing) {
    return error ? <Alert severity="error">{failureWords(error)}</Alert> : <Skeleton variant="rounded" height={200} />
  }
  return (
    <Box sx={{ display: 'grid', gap: 2, py: 1, minWidth: 0 }} data-testid="safe-play-panel">
      <RestrictButtons player={player} />
      <Standing standing={data.standing} />
      <Usage standing={data.standing} />
      <SafeChanges />
    </Box>
  )
}

function Standing({ standing: { pausedUntil, exclusion, realityCheck } }: { standing: SafePlayReply }) {
  const words = useWords()
  const format = useFormat()
  const until = exclusion?.until ? format.dateTime(exclusion.until) : words('safePlay.forEver')
  return (
    <Panel title={words('safePlay.tab')}>
      {exclusion?.over ? <Alert severity="info">{words('safePlay.awaitsReturn')}</Alert> : null}
      <Facts>
        <Fact name={words('safePlay.pausedUntil')}>{pausedUntil ? format.dateTime(pausedUntil) : '–'}</Fact>
        <Fact name={words('safePlay.excluded')}>
          {exclusion ? words('safePlay.excludedFromTo', { from: format.dateTime(exclusion.since), to: until }) : '–'}
        </Fact>
        <Fact name={words('safePlay.realityCheck')}>
          {words('safePlay.minutes', { minutes: realityCheck.minutes ?? realityCheck.policyMinutes })}
        </Fact>
      </Facts>
    </Panel>
  )
}

function Usage({ standing }: { standing: SafePlayReply }) {
  const words = useWords()
  const format = useFormat()
  const amountOf = (value: number | null) => (value === null ? words('safePlay.noLimit') : format.amount(value))
  return (
    <Panel title={words('safePlay.usage')}>
      <Stack sx={{ overflowX: 'auto' }}>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{words('safePlay.name')}</TableCell>
              <TableCell align="right">{words('safePlay.used')}</TableCell>
              <TableCell align="right">{words('safePlay.value')}</TableCell>
              <TableCell>{words('safePlay.pending')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {standing.limits.map(({ limit, value, ceiling, used }) => {
              const wish = standing.pending.find((change) => change.limit === limit)
              return (
                <TableRow key={limit} data-testid={`usage-${limit}`}>
                  <TableCell>{nameOfLimit(limit, words)}</TableCell>
                  <TableCell align="right">{format.amount(used)}</TableCell>
                  <TableCell align="right">{amountOf(value ?? ceiling)}</TableCell>
                  <TableCell>
                    {wish
                      ? words('safePlay.pendingUntil', {
                          value: amountOf(wish.value),
                          from: format.dateTime(wish.dueAt),
                          to: format.dateTime(wish.expiresAt),
                        })
                      : '–'}
                  </TableCell>
                </TableRow>
              )
            })}
          </TableBody>
        </Table>
      </Stack>
      <Typography variant="caption" color="text.secondary" component="p" sx={{ mt: 1 }}>
        {words('safePlay.zone', { zone: standing.zone })}
      </Typography>
    </Panel>
  )
}
