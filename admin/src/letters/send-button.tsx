import { Button } from '@mui/material'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { useWords } from '../i18n/use-words.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import type { CountedLetter } from './use-counting.ts'

/** Sends what was counted, with a reason. */
export function SendButton({ counted, onSent }: { counted: CountedLetter | null; onSent: () => void }) {
  const words = useWords()
  const notify = useNotify()
  const { triggerLetter } = useAdminActions()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        variant="contained"
        disabled={counted === null || counted.reply.sent === 0}
        onClick={() => setOpen(true)}
        data-testid="letter-send"
      >
        {words('letters.send')}
      </Button>
      {open && counted ? (
        <ReasonDialog
          title={words('letters.send')}
          body={words('letters.sendBody', { sent: counted.reply.sent })}
          confirmLabel={words('letters.send')}
          testId="letter-confirm"
          onConfirm={async (reason) => {
            const { key, order } = counted
            const { sent } = await triggerLetter({ ...order, key, reason, dryRun: false })
            notify(words('letters.sent', { sent }), { type: 'success' })
            onSent()
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}
