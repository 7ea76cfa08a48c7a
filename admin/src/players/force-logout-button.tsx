import LogoutIcon from '@mui/icons-material/PowerSettingsNew'
import { Button } from '@mui/material'
import { useState } from 'react'
import { useCanAccess, useNotify, useRefresh } from 'react-admin'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import { ConfirmDialog } from '../layout/confirm-dialog.tsx'
import type { PlayerDetail } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'

/** Ends all sessions of a player after a confirmation. */
export function ForceLogoutButton({ player }: { player: PlayerDetail }) {
  const words = useWords()
  const failureWords = useFailureWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { forceLogout } = useAdminActions()
  const { canAccess } = useCanAccess({ action: 'logout', resource: 'players' })
  const [open, setOpen] = useState(false)
  const [sending, setSending] = useState(false)
  if (!canAccess) return null

  const logOut = async () => {
    setSending(true)
    try {
      const { sessions } = await forceLogout(player.id)
      notify(words('logout.done', { smart_count: sessions }), { type: 'success' })
      setOpen(false)
      refresh()
    } catch (error) {
      notify(failureWords(error), { type: 'error' })
    } finally {
      setSending(false)
    }
  }
  return (
    <>
      <Button color="error" startIcon={<LogoutIcon />} onClick={() => setOpen(true)} data-testid="force-logout">
        {words('logout.button')}
      </Button>
      <ConfirmDialog
        open={open}
        title={words('logout.title', { nickname: player.nickname })}
        body={words('logout.body')}
        confirmLabel={words('logout.confirm')}
        sending={sending}
        testId="force-logout-confirm"
        onConfirm={() => void logOut()}
        onClose={() => setOpen(false)}
      />
    </>
  )
}
