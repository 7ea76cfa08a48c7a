import { Button } from '@mui/material'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'

/** Goes to the board of queues, once this browser may see it; the way back is the browser's own. */
export function QueuesButton() {
  const words = useWords()
  const notify = useNotify()
  const failureWords = useFailureWords()
  const { openQueues } = useAdminActions()
  const [busy, setBusy] = useState(false)
  const open = () => {
    setBusy(true)
    openQueues()
      .then((path) => window.location.assign(path))
      .catch((error: unknown) => notify(failureWords(error), { type: 'error' }))
      .finally(() => setBusy(false))
  }
  return (
    <Button size="small" disabled={busy} onClick={open} data-testid="queues">
      {words('notifications.queues')}
    </Button>
  )
}
