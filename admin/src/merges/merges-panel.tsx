import type { AccountMerge } from '@casino-club/shared'
import { Stack, Typography } from '@mui/material'
import { useGetManyReference } from 'react-admin'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { RecordLink } from '../layout/record-link.tsx'
import type { PlayerDetail } from '../providers/resources.ts'
import { MovedThings } from './moved-things.tsx'

/** The merges a player's account took part in, on either side; nothing for who never did. */
export function MergesPanel({ player }: { player: PlayerDetail }) {
  const words = useWords()
  const { data = [] } = useGetManyReference<AccountMerge>('player-merges', {
    target: 'playerId',
    id: player.id,
    pagination: { page: 1, perPage: 100 },
  })
  if (data.length === 0) return null
  return (
    <Panel title={words('merges.history')}>
      <Stack spacing={1.5} data-testid="merges">
        {data.map((merge) => (
          <MergeEntry key={merge.id} merge={merge} playerId={player.id} />
        ))}
      </Stack>
    </Panel>
  )
}

function MergeEntry({ merge, playerId }: { merge: AccountMerge; playerId: number }) {
  const words = useWords()
  const format = useFormat()
  const wentAway = merge.from.id === playerId
  const other = wentAway ? merge.into : merge.from
  const { coins, gems, tickets, xp } = merge.moved
  const amounts = [
    `${format.amount(coins)} ${words('currencies.coins')}`,
    `${format.amount(gems)} ${words('currencies.gems')}`,
    `${format.amount(tickets)} ${words('currencies.tickets')}`,
    `${format.amount(xp)} ${words('rewards.types.XP')}`,
  ]
  return (
    <div>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {words(wentAway ? 'merges.wentInto' : 'merges.tookIn', { at: format.dateTime(merge.mergedAt) })}{' '}
        <RecordLink resource="players" id={other.id}>
          {other.siteId}
        </RecordLink>
      </Typography>
      <Typography variant="body2">{amounts.join(' · ')}</Typography>
      <MovedThings moved={merge.moved} />
      <Typography variant="body2" color="text.secondary">
        {words('access.banBy', { admin: merge.admin, reason: merge.reason })}
      </Typography>
    </div>
  )
}
