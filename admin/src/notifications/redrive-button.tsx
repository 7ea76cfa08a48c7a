import type { RedriveBody, RedriveReply } from '@casino-club/shared'
import { Alert, Button, TextField } from '@mui/material'
import { useState } from 'react'
import { useListContext, useNotify, useRefresh } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'

const USUAL_PER_MINUTE = 600
const MOST_PER_MINUTE = 60_000
const DRY_REASON = 'dry run'

/** Takes up again what the filters of the list let through; counted before it is done. */
export function RedriveButton() {
  const words = useWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} data-testid="redrive">
        {words('notifications.redrive')}
      </Button>
      {open ? <RedriveDialog onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function RedriveDialog({ onClose }: { onClose: () => void }) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const failureWords = useFailureWords()
  const { redrive } = useAdminActions()
  const { filterValues } = useListContext()
  const [perMinute, setPerMinute] = useState(USUAL_PER_MINUTE)
  const [counted, setCounted] = useState<RedriveReply | null>(null)
  const { state: _any, ...filter } = filterValues as Pick<RedriveBody, 'channel' | 'class' | 'template'> & {
    state?: string
  }
  const ready = Number.isInteger(perMinute) && perMinute >= 1 && perMinute <= MOST_PER_MINUTE
  const count = () => {
    redrive({ ...filter, dryRun: true, perMinute, reason: DRY_REASON })
      .then(setCounted)
      .catch((error: unknown) => notify(failureWords(error), { type: 'error' }))
  }
  const confirm = async (reason: string) => {
    const { redriven } = await redrive({ ...filter, dryRun: false, perMinute, reason })
    notify(words('notifications.redriven', { count: redriven }), { type: 'success' })
    refresh()
  }
  return (
    <ReasonDialog
      title={words('notifications.redriveTitle')}
      body={words('notifications.redriveBody')}
      confirmLabel={words('notifications.redrive')}
      testId="redrive-confirm"
      ready={ready && counted !== null}
      onConfirm={confirm}
      onClose={onClose}
    >
      <TextField
        type="number"
        label={words('notifications.perMinute')}
        value={perMinute}
        onChange={(event) => {
          setPerMinute(Number(event.target.value))
          setCounted(null)
        }}
        slotProps={{ htmlInput: { min: 1, max: MOST_PER_MINUTE, 'data-testid': 'redrive-rate' } }}
      />
      <Button onClick={count} disabled={!ready} data-testid="redrive-count">
        {words('notifications.count')}
      </Button>
      {counted ? (
        <Alert severity="info" data-testid="redrive-counted">
          {words('notifications.counted', { matching: counted.matching, over: counted.over, seconds: counted.seconds })}
        </Alert>
      ) : null}
    </ReasonDialog>
  )
}
