import { LIMIT_IDS, type LimitId, PAUSE_HOURS } from '@casino-club/shared'
import { Button, Stack, TextField } from '@mui/material'
import { useState } from 'react'
import { useCanAccess, useNotify, useRefresh } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { useWords } from '../i18n/use-words.ts'
import { newCommandId } from '../players/correction/command-id.ts'
import type { PlayerDetail } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { nameOfLimit } from './name-of-limit.ts'

/** What support may do on a player's request: a lower limit, a pause. Nothing here can loosen anything. */
export function RestrictButtons({ player }: { player: PlayerDetail }) {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'restrict', resource: 'safe-play' })
  const [open, setOpen] = useState<'limit' | 'pause' | null>(null)
  if (!canAccess) return null
  const close = () => setOpen(null)
  return (
    <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }}>
      <Button variant="outlined" onClick={() => setOpen('limit')} data-testid="restrict-limit">
        {words('safePlay.restrictLimit')}
      </Button>
      <Button variant="outlined" onClick={() => setOpen('pause')} data-testid="restrict-pause">
        {words('safePlay.restrictPause')}
      </Button>
      {open === 'limit' ? <LimitDialog player={player} onClose={close} /> : null}
      {open === 'pause' ? <PauseDialog player={player} onClose={close} /> : null}
    </Stack>
  )
}

interface DialogProps {
  readonly player: PlayerDetail
  readonly onClose: () => void
}

/** One id a dialog: pressed twice, it is done once. */
const useCommandId = () => useState(newCommandId)[0]

function LimitDialog({ player, onClose }: DialogProps) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { lowerLimit } = useAdminActions()
  const commandId = useCommandId()
  const [limit, setLimit] = useState<LimitId>('lossCoins.day')
  const [text, setText] = useState('')
  const lower = async (reason: string) => {
    await lowerLimit(player.id, { commandId, reason, limit, value: Number(text) })
    notify(words('safePlay.restricted'), { type: 'success' })
    refresh()
  }
  return (
    <ReasonDialog
      title={words('safePlay.limitTitle', { nickname: player.nickname })}
      body={words('safePlay.limitBody')}
      confirmLabel={words('safePlay.restrictLimit')}
      testId="restrict-limit-confirm"
      ready={/^\d{1,12}$/.test(text)}
      onConfirm={lower}
      onClose={onClose}
    >
      <TextField
        select
        label={words('safePlay.name')}
        value={limit}
        onChange={(event) => setLimit(event.target.value as LimitId)}
        slotProps={{ select: { native: true }, htmlInput: { 'data-testid': 'restrict-limit-id' } }}
      >
        {LIMIT_IDS.map((id) => (
          <option key={id} value={id}>
            {nameOfLimit(id, words)}
          </option>
        ))}
      </TextField>
      <TextField
        label={words('safePlay.limitValue')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 12, 'data-testid': 'restrict-limit-value' } }}
      />
    </ReasonDialog>
  )
}

function PauseDialog({ player, onClose }: DialogProps) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { beginPause } = useAdminActions()
  const commandId = useCommandId()
  const [text, setText] = useState('24')
  const hours = /^\d{1,4}$/.test(text) ? Number(text) : 0
  const begin = async (reason: string) => {
    await beginPause(player.id, { commandId, reason, hours })
    notify(words('safePlay.restricted'), { type: 'success' })
    refresh()
  }
  return (
    <ReasonDialog
      title={words('safePlay.pauseTitle', { nickname: player.nickname })}
      body={words('safePlay.pauseBody')}
      confirmLabel={words('safePlay.restrictPause')}
      testId="restrict-pause-confirm"
      harmful
      ready={hours >= PAUSE_HOURS.least && hours <= PAUSE_HOURS.most}
      onConfirm={begin}
      onClose={onClose}
    >
      <TextField
        label={words('safePlay.pauseHours')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 4, 'data-testid': 'restrict-pause-hours' } }}
      />
    </ReasonDialog>
  )
}
