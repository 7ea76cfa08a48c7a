import { CURRENCIES } from '@casino-club/shared'
import { Box, Stack, Typography } from '@mui/material'
import { useRecordContext, useTranslate } from 'react-admin'
import { TimeField } from '../format/fields.tsx'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Fact, Facts, Panel } from '../layout/facts.tsx'
import { MergesPanel } from '../merges/merges-panel.tsx'
import type { PlayerDetail } from '../providers/resources.ts'
import { OnlineBadge, RankBadge } from './badges.tsx'
import { BansPanel } from './state/bans-panel.tsx'

/** Balances, account and contact. */
export function OverviewTab() {
  const player = useRecordContext<PlayerDetail>()
  if (!player?.siteId) return null
  return (
    <Box
      sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, py: 1, alignItems: 'start' }}
    >
      <Stack spacing={2}>
        <BalancesPanel player={player} />
        <ContactPanel player={player} />
      </Stack>
      <Stack spacing={2}>
        <AccountPanel player={player} />
        <BansPanel player={player} />
        <MergesPanel player={player} />
      </Stack>
    </Box>
  )
}

function BalancesPanel({ player }: { player: PlayerDetail }) {
  const words = useWords()
  const format = useFormat()
  return (
    <Panel title={words('players.balances')}>
      <Box sx={{ display: 'flex', gap: 4, flexWrap: 'wrap' }}>
        {CURRENCIES.map((currency) => (
          <Box key={currency}>
            <Typography variant="overline" color="text.secondary">
              {words(`currencies.${currency}`)}
            </Typography>
            <Typography
              sx={{ fontSize: 26, fontWeight: 700, fontVariantNumeric: 'tabular-nums' }}
              data-testid={`player-${currency}`}
            >
              {format.amount(player[currency])}
            </Typography>
          </Box>
        ))}
      </Box>
    </Panel>
  )
}

function AccountPanel({ player }: { player: PlayerDetail }) {
  const words = useWords()
  const translate = useTranslate()
  const name = (field: string) => translate(`resources.players.fields.${field}`)
  return (
    <Panel title={words('players.account')}>
      <Facts>
        <Fact name={name('id')}>{player.id}</Fact>
        <Fact name={name('siteId')}>{player.siteId}</Fact>
        <Fact name={name('nickname')}>{player.nickname}</Fact>
        <Fact name={name('rank')}>
          <RankBadge rank={player.rank} />
        </Fact>
        <Fact name={name('online')}>
          <OnlineBadge online={player.online} />
        </Fact>
        <Fact name={name('streak')}>{player.streak}</Fact>
        <Fact name={name('createdAt')}>
          <TimeField source="createdAt" />
        </Fact>
        <Fact name={name('lastLoginAt')}>
          <TimeField source="lastLoginAt" never={words('players.never')} />
        </Fact>
        <Fact name={name('lastSeenAt')}>
          <TimeField source="lastSeenAt" never={words('players.never')} />
        </Fact>
        <Fact name={name('version')}>
          <span data-testid="player-version">{player.version}</span>
        </Fact>
      </Facts>
    </Panel>
  )
}

function ContactPanel({ player }: { player: PlayerDetail }) {
  const words = useWords()
  return (
    <Panel title={words('players.contact')}>
      <Facts>
        <Fact name={words('resources.players.fields.email')}>{player.email ?? words('players.none')}</Fact>
        <Fact name={words('resources.players.fields.phoneNumber')}>{player.phoneNumber ?? words('players.none')}</Fact>
      </Facts>
    </Panel>
  )
}
