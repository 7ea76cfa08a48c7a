import { MAX_LOGOUTS } from '@casino-club/shared'
import LogoutIcon from '@mui/icons-material/PowerSettingsNew'
import { Button } from '@mui/material'
import { useState } from 'react'
import { BulkActionsToolbar, SelectAllButton, useListContext, useNotify, useRefresh, useUnselectAll } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { useWords } from '../i18n/use-words.ts'
import type { Player } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { newCommandId } from './correction/command-id.ts'

/** The server gives no longer page. */
const MOST_AT_A_PRESS = 200

/** What can be done with the players who are chosen in the list, on as many of its pages as one likes. */
export function BulkLogoutToolbar() {
  return (
    <BulkActionsToolbar selectAllButton={<SelectAllButton limit={MOST_AT_A_PRESS} />}>
      <BulkLogoutButton />
    </BulkActionsToolbar>
  )
}

/** Logs them out together, after a confirmation and with a reason. */
function BulkLogoutButton() {
  const words = useWords()
  const { selectedIds } = useListContext<Player>()
  const [open, setOpen] = useState(false)
  // The toolbar stays in the page when nobody is chosen, out of sight and within reach of the keyboard.
  if (selectedIds.length === 0) return null
  const tooMany = selectedIds.length > MAX_LOGOUTS
  return (
    <>
      <Button
        color="error"
        size="small"
        startIcon={<LogoutIcon />}
        disabled={tooMany}
        onClick={() => setOpen(true)}
        data-testid="bulk-logout"
      >
        {tooMany ? words('logout.tooMany', { max: MAX_LOGOUTS }) : words('logout.button')}
      </Button>
      {open ? <BulkLogoutDialog userIds={selectedIds.map(Number)} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function BulkLogoutDialog({ userIds, onClose }: { userIds: readonly number[]; onClose: () => void }) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const unselectAll = useUnselectAll('players')
  const { logOutMany } = useAdminActions()
  // One intention, one id: pressed again after a lost answer, it is done once.
  const [commandId] = useState(newCommandId)
  const logOut = async (reason: string) => {
    const { players, sessions } = await logOutMany({ commandId, userIds, reason })
    notify(words('logout.manyDone', { smart_count: players, sessions }), { type: 'success' })
    unselectAll()
    refresh()
  }
  return (
    <ReasonDialog
      title={words('logout.manyTitle', { smart_count: userIds.length })}
      body={words('logout.body')}
      confirmLabel={words('logout.confirm')}
      testId="bulk-logout-confirm"
      harmful
      onConfirm={logOut}
      onClose={onClose}
    />
  )
}
