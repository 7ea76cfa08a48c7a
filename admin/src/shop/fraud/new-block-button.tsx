import AddIcon from '@mui/icons-material/AddOutlined'
import { Button, TextField } from '@mui/material'
import { useState } from 'react'
import { useCanAccess, useNotify, useRefresh } from 'react-admin'
import { ReasonDialog } from '../../access/reason-dialog.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { useAdminActions } from '../../providers/use-admin-actions.ts'

/** Blocks the purchases of a player against whom there is no case yet. */
export function NewBlockButton() {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { blockPlayer } = useAdminActions()
  const { canAccess } = useCanAccess({ action: 'decide', resource: 'fraud' })
  const [typed, setTyped] = useState<string | null>(null)
  if (!canAccess) return null
  const userId = typed !== null && /^[1-9]\d{0,14}$/.test(typed.trim()) ? Number(typed) : null
  const confirm = async (reason: string) => {
    if (userId === null) return
    await blockPlayer({ userId, reason })
    notify(words('fraud.blocked'), { type: 'success' })
    refresh()
  }
  return (
    <>
      <Button size="small" startIcon={<AddIcon />} onClick={() => setTyped('')} data-testid="fraud-new">
        {words('fraud.new')}
      </Button>
      {typed === null ? null : (
        <ReasonDialog
          title={words('fraud.newTitle')}
          body={words('fraud.blockBody')}
          confirmLabel={words('fraud.block')}
          testId="fraud-new-confirm"
          harmful
          ready={userId !== null}
          onConfirm={confirm}
          onClose={() => setTyped(null)}
        >
          <TextField
            label={words('fraud.userId')}
            value={typed}
            error={typed !== '' && userId === null}
            onChange={(event) => setTyped(event.target.value)}
            slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 15, 'data-testid': 'fraud-new-user' } }}
          />
        </ReasonDialog>
      )}
    </>
  )
}
