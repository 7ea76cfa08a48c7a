import { RANKS, type Rank } from '@casino-club/shared'
import RankIcon from '@mui/icons-material/MilitaryTechOutlined'
import { Button, TextField } from '@mui/material'
import { useState } from 'react'
import { useCanAccess, useNotify, useRefresh } from 'react-admin'
import { ReasonDialog } from '../../access/reason-dialog.tsx'
import { useWords } from '../../i18n/use-words.ts'
import type { PlayerDetail } from '../../providers/resources.ts'
import { useAdminActions } from '../../providers/use-admin-actions.ts'
import { newCommandId } from '../correction/command-id.ts'

/** Changes a player's rank, for those who may. */
export function RankButton({ player }: { player: PlayerDetail }) {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'rank', resource: 'players' })
  const [open, setOpen] = useState(false)
  if (!canAccess) return null
  return (
    <>
      <Button startIcon={<RankIcon />} onClick={() => setOpen(true)} data-testid="rank-open">
        {words('access.rank')}
      </Button>
      {open ? <RankDialog player={player} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function RankDialog({ player, onClose }: { player: PlayerDetail; onClose: () => void }) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { changeRank } = useAdminActions()
  const [rank, setRank] = useState<Rank>(player.rank)
  // One intention, one id: pressed again after a lost answer, it changes nothing more.
  const [commandId] = useState(newCommandId)
  const change = async (reason: string) => {
    await changeRank(player.id, { commandId, rank, reason })
    notify(words('access.rankChanged', { rank: words(`ranks.${rank}`) }), { type: 'success' })
    refresh()
  }
  return (
    <ReasonDialog
      title={words('access.rankTitle', { nickname: player.nickname })}
      body={words('access.rankBody')}
      confirmLabel={words('access.rank')}
      testId="rank-confirm"
      ready={rank !== player.rank}
      onConfirm={change}
      onClose={onClose}
    >
      <TextField
        select
        label={words('resources.players.fields.rank')}
        value={rank}
        onChange={(event) => setRank(event.target.value as Rank)}
        slotProps={{ select: { native: true }, htmlInput: { 'data-testid': 'rank-choice' } }}
      >
        {RANKS.map((each) => (
          <option key={each} value={each}>
            {words(`ranks.${each}`)}
          </option>
        ))}
      </TextField>
    </ReasonDialog>
  )
}
