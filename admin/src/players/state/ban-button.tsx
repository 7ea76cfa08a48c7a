import BlockIcon from '@mui/icons-material/BlockOutlined'
import { Button, TextField } from '@mui/material'
import { useState } from 'react'
import { useCanAccess, useNotify, useRefresh } from 'react-admin'
import { ReasonDialog } from '../../access/reason-dialog.tsx'
import { useWords } from '../../i18n/use-words.ts'
import type { PlayerDetail } from '../../providers/resources.ts'
import { useAdminActions } from '../../providers/use-admin-actions.ts'
import { BAN_LENGTHS, type BanLength, endOfBan } from './ban-lengths.ts'

/** Bans a player or lifts his ban, for those who may. */
export function BanButton({ player }: { player: PlayerDetail }) {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'ban', resource: 'players' })
  const [open, setOpen] = useState(false)
  if (!canAccess) return null
  const banned = player.state === 'BANNED'
  const close = () => setOpen(false)
  return (
    <>
      <Button
        color={banned ? 'primary' : 'error'}
        startIcon={<BlockIcon />}
        onClick={() => setOpen(true)}
        data-testid={banned ? 'unban-open' : 'ban-open'}
      >
        {words(banned ? 'access.unban' : 'access.ban')}
      </Button>
      {open && banned ? <UnbanDialog player={player} onClose={close} /> : null}
      {open && !banned ? <BanDialog player={player} onClose={close} /> : null}
    </>
  )
}

interface StateDialogProps {
  readonly player: PlayerDetail
  readonly onClose: () => void
}

function BanDialog({ player, onClose }: StateDialogProps) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { banPlayer } = useAdminActions()
  const [length, setLength] = useState<BanLength>('week')
  const ban = async (reason: string) => {
    const { sessions } = await banPlayer(player.id, { reason, until: endOfBan(length, Date.now()) })
    notify(words('access.banned', { smart_count: sessions }), { type: 'success' })
    refresh()
  }
  return (
    <ReasonDialog
      title={words('access.banTitle', { nickname: player.nickname })}
      body={words('access.banBody')}
      confirmLabel={words('access.ban')}
      testId="ban-confirm"
      harmful
      onConfirm={ban}
      onClose={onClose}
    >
      <TextField
        select
        label={words('access.banLength')}
        value={length}
        onChange={(event) => setLength(event.target.value as BanLength)}
        slotProps={{ select: { native: true }, htmlInput: { 'data-testid': 'ban-length' } }}
      >
        {BAN_LENGTHS.map((each) => (
          <option key={each} value={each}>
            {words(`access.banLengths.${each}`)}
          </option>
        ))}
      </TextField>
    </ReasonDialog>
  )
}

function UnbanDialog({ player, onClose }: StateDialogProps) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { unbanPlayer } = useAdminActions()
  const unban = async (reason: string) => {
    await unbanPlayer(player.id, reason)
    notify(words('access.unbanned'), { type: 'success' })
    refresh()
  }
  return (
    <ReasonDialog
      title={words('access.unbanTitle', { nickname: player.nickname })}
      body={words('access.unbanBody')}
      confirmLabel={words('access.unban')}
      testId="unban-confirm"
      onConfirm={unban}
      onClose={onClose}
    />
  )
}
