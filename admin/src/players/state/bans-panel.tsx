import { Stack, Typography } from '@mui/material'
import { useGetManyReference } from 'react-admin'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Panel } from '../../layout/facts.tsx'
import type { PlayerBanRecord, PlayerDetail } from '../../providers/resources.ts'

/** The bans of a player, the newest first; nothing for who never had one. */
export function BansPanel({ player }: { player: PlayerDetail }) {
  const words = useWords()
  const { data = [] } = useGetManyReference<PlayerBanRecord>('player-bans', {
    target: 'playerId',
    id: player.id,
    pagination: { page: 1, perPage: 100 },
  })
  if (data.length === 0) return null
  return (
    <Panel title={words('access.bans')}>
      <Stack spacing={1.5} data-testid="bans">
        {data.map((ban) => (
          <BanEntry key={ban.id} ban={ban} />
        ))}
      </Stack>
    </Panel>
  )
}

function BanEntry({ ban }: { ban: PlayerBanRecord }) {
  const words = useWords()
  const format = useFormat()
  const until = ban.until === null ? words('access.banLengths.forever') : format.dateTime(ban.until)
  return (
    <div>
      <Typography variant="body2" color={ban.inForce ? 'error' : 'text.secondary'} sx={{ fontWeight: 600 }}>
        {words('access.banFromTo', { from: format.dateTime(ban.bannedAt), until })}
      </Typography>
      <Typography variant="body2">{words('access.banBy', { admin: ban.bannedBy, reason: ban.reason })}</Typography>
      {ban.liftedAt === null ? null : (
        <Typography variant="body2" color="text.secondary">
          {words('access.banLifted', {
            at: format.dateTime(ban.liftedAt),
            admin: ban.liftedBy ?? '',
            reason: ban.liftReason ?? '',
          })}
        </Typography>
      )}
    </div>
  )
}
