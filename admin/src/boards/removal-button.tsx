import { Button } from '@mui/material'
import { useState } from 'react'
import { useCanAccess, useNotify, useRefresh } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { useWords } from '../i18n/use-words.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'

interface RemovalProps {
  readonly playerId: number
  readonly nickname: string
  /** What he is to be. */
  readonly removed: boolean
}

/** Takes a player off all boards, or lets him stand on them again, for a reason. */
export function RemovalButton({ playerId, nickname, removed }: RemovalProps) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { removeFromBoards } = useAdminActions()
  const { canAccess } = useCanAccess({ action: 'remove', resource: 'boards' })
  const [open, setOpen] = useState(false)
  if (!canAccess) return null
  const what = removed ? 'remove' : 'restore'
  const confirm = async (reason: string) => {
    await removeFromBoards(playerId, removed, reason)
    notify(words(`boards.${what}Done`), { type: 'success' })
    refresh()
  }
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} data-testid={`board-${what}-${playerId}`}>
        {words(`boards.${what}`)}
      </Button>
      {open ? (
        <ReasonDialog
          title={words(`boards.${what}Title`, { nickname })}
          body={words(`boards.${what}Body`)}
          confirmLabel={words(`boards.${what}`)}
          testId={`board-${what}`}
          harmful={removed}
          onConfirm={confirm}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}
