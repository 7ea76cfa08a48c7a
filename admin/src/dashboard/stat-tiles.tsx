import type { DashboardReply } from '@casino-club/shared'
import { Box, Paper, Typography } from '@mui/material'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'

interface TileProps {
  readonly label: string
  readonly value: string
  readonly note: string
  readonly testId: string
  readonly alarming?: boolean
}

function Tile({ label, value, note, testId, alarming = false }: TileProps) {
  return (
    <Paper component="section" aria-label={label} sx={{ p: 2 }}>
      <Typography variant="overline" color="text.secondary" component="h2">
        {label}
      </Typography>
      <Typography
        component="p"
        sx={{ fontSize: 32, fontWeight: 700, lineHeight: 1.2, fontVariantNumeric: 'tabular-nums' }}
        data-testid={testId}
      >
        {value}
      </Typography>
      <Typography variant="caption" color={alarming ? 'warning.main' : 'text.secondary'}>
        {note}
      </Typography>
    </Paper>
  )
}

/** More than this many events behind is more than the relay's usual batch on the way. */
const USUAL_BACKLOG = 1_000

/** The four numbers to see first. */
export function StatTiles({ data }: { data: DashboardReply }) {
  const words = useWords()
  const format = useFormat()
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr 1fr', md: 'repeat(4, 1fr)' } }}>
      <Tile
        label={words('dashboard.online')}
        value={format.amount(data.playersOnline)}
        note={words('dashboard.openRooms')}
        testId="dash-online"
      />
      <Tile
        label={words('dashboard.spinsPerSecond')}
        value={format.rate(data.spinsPerSecond)}
        note={words('dashboard.lastTenSeconds')}
        testId="dash-spins-per-second"
      />
      <Tile
        label={words('dashboard.totalPlayers')}
        value={format.amount(data.totalPlayers)}
        note={words('dashboard.signedUp')}
        testId="dash-total-players"
      />
      <Tile
        label={words('dashboard.eventsBehind')}
        value={format.amount(data.eventsBehind)}
        note={words(data.eventsBehind === 0 ? 'dashboard.eventsCaughtUp' : 'dashboard.eventsWaiting')}
        testId="dash-events-behind"
        alarming={data.eventsBehind > USUAL_BACKLOG}
      />
    </Box>
  )
}
