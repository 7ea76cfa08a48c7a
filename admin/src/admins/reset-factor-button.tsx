import { Button } from '@mui/material'
import { useState } from 'react'
import { useCanAccess, useGetIdentity, useNotify, useRefresh } from 'react-admin'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import { ConfirmDialog } from '../layout/confirm-dialog.tsx'
import type { AdminAccountRecord } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'

/** Takes away the second factor of an admin who has lost it. */
export function ResetFactorButton({ admin: { id, siteId, secondFactor } }: { admin: AdminAccountRecord }) {
  const words = useWords()
  const failureWords = useFailureWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { resetSecondFactor } = useAdminActions()
  const { data: identity } = useGetIdentity()
  const { canAccess } = useCanAccess({ action: 'second-factor', resource: 'admins' })
  const [open, setOpen] = useState(false)
  if (!canAccess || !secondFactor || identity?.id === id) return null
  const reset = async () => {
    setOpen(false)
    try {
      await resetSecondFactor(id)
      notify(words('signIn.security.resetDone', { siteId }), { type: 'success' })
      refresh()
    } catch (error) {
      notify(failureWords(error), { type: 'error' })
    }
  }
  return (
    <>
      <Button color="error" size="small" onClick={() => setOpen(true)} data-testid="reset-factor">
        {words('signIn.security.reset')}
      </Button>
      <ConfirmDialog
        open={open}
        title={words('signIn.security.resetTitle', { siteId })}
        body={words('signIn.security.resetBody')}
        confirmLabel={words('signIn.security.reset')}
        sending={false}
        testId="reset-factor-confirm"
        onConfirm={() => void reset()}
        onClose={() => setOpen(false)}
      />
    </>
  )
}
