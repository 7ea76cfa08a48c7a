import { Dialog, DialogTitle } from '@mui/material'
import { useNotify, useRefresh } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import type { PlayerDetail } from '../providers/resources.ts'
import { GrantEdit } from './grant-edit.tsx'
import { GrantConfirm, GrantResult } from './grant-steps.tsx'
import { useGrant } from './use-grant.ts'

/** Grants rewards in three steps: say what and why, confirm before and after, see what was granted. */
export function GrantDialog({ player, onClose }: { player: PlayerDetail; onClose: () => void }) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const grant = useGrant(player)
  const { phase } = grant
  const close = () => {
    if (phase.name === 'sending') return
    if (phase.name === 'unknown') {
      notify(words('rewards.abandon'), { type: 'warning', autoHideDuration: null })
      refresh()
    }
    onClose()
  }
  return (
    <Dialog
      open
      onClose={(_event, cause) => (cause === 'backdropClick' ? undefined : close())}
      fullWidth
      maxWidth="sm"
      aria-labelledby="reward-title"
    >
      <DialogTitle id="reward-title">
        {words(phase.name === 'confirming' ? 'rewards.confirmTitle' : 'rewards.title', { nickname: player.nickname })}
      </DialogTitle>
      {phase.name === 'editing' ? (
        <GrantEdit grant={grant} failure={phase.failure} close={close} />
      ) : phase.name === 'done' ? (
        <GrantResult grant={grant} outcome={phase.outcome} close={close} />
      ) : (
        <GrantConfirm grant={grant} close={close} />
      )}
    </Dialog>
  )
}
