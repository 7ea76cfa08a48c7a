import MergeIcon from '@mui/icons-material/CallMergeOutlined'
import { Button, Dialog, DialogTitle } from '@mui/material'
import { useState } from 'react'
import { useCanAccess } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import type { PlayerDetail } from '../providers/resources.ts'
import { MergePick } from './merge-pick.tsx'
import { MergeReview } from './merge-review.tsx'
import { useMerge } from './use-merge.ts'

/** Takes another account of the same person into this one, for those who may. */
export function MergeButton({ player }: { player: PlayerDetail }) {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'merge', resource: 'players' })
  const [open, setOpen] = useState(false)
  if (!canAccess || player.mergedInto !== null) return null
  return (
    <>
      <Button startIcon={<MergeIcon />} onClick={() => setOpen(true)} data-testid="merge-open">
        {words('merges.merge')}
      </Button>
      {open ? <MergeDialog player={player} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function MergeDialog({ player, onClose }: { player: PlayerDetail; onClose: () => void }) {
  const words = useWords()
  const merge = useMerge(player, onClose)
  return (
    <Dialog
      open
      onClose={(_event, cause) => (cause === 'backdropClick' || merge.busy ? undefined : onClose())}
      fullWidth
      maxWidth="md"
      aria-labelledby="merge-title"
    >
      <DialogTitle id="merge-title">{words('merges.title', { nickname: player.nickname })}</DialogTitle>
      {merge.preview === null ? (
        <MergePick merge={merge} onClose={onClose} />
      ) : (
        <MergeReview merge={merge} preview={merge.preview} />
      )}
    </Dialog>
  )
}
