import type { NotificationHold } from '@casino-club/shared'
import { Alert, Button, Stack } from '@mui/material'
import { useState } from 'react'
import { useCanAccess, useGetList, useNotify, useRefresh } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { useWords } from '../i18n/use-words.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'

/** Origins at which our own configuration is wrong, each with what waits for it. */
export function HeldOrigins() {
  const { data } = useGetList<NotificationHold>('notification-holds')
  return (
    <Stack spacing={1} sx={{ pt: 2 }}>
      {data?.map((hold) => (
        <HeldOrigin key={hold.id} hold={hold} />
      ))}
    </Stack>
  )
}

function HeldOrigin({ hold }: { hold: NotificationHold }) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { releaseHold } = useAdminActions()
  const { canAccess } = useCanAccess({ action: 'redrive', resource: 'notifications' })
  const [open, setOpen] = useState(false)
  const { id, origin, detail, waiting } = hold
  const release = async (reason: string) => {
    const count = await releaseHold(id, reason)
    notify(words('notifications.released', { count }), { type: 'success' })
    refresh()
  }
  const button = (
    <Button color="inherit" size="small" onClick={() => setOpen(true)} data-testid={`hold-release-${id}`}>
      {words('notifications.release')}
    </Button>
  )
  return (
    <Alert severity="warning" action={canAccess ? button : null} data-testid="notification-hold">
      {words('notifications.held', { origin, detail, waiting })}
      {open ? (
        <ReasonDialog
          title={words('notifications.release')}
          body={words('notifications.releaseBody')}
          confirmLabel={words('notifications.release')}
          testId="hold-release"
          onConfirm={release}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </Alert>
  )
}
