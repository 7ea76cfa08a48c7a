import DownloadIcon from '@mui/icons-material/FileDownloadOutlined'
import StartIcon from '@mui/icons-material/PlayArrowOutlined'
import { Button } from '@mui/material'
import { useState } from 'react'
import { useCanAccess, useNotify, useRefresh } from 'react-admin'
import { useFormat } from '../format/use-format.ts'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import { ConfirmDialog } from '../layout/confirm-dialog.tsx'
import { saveFile } from '../players/save-file.ts'
import type { RewardImportRecord } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'

interface OfImport {
  readonly it: RewardImportRecord
}

/** Does something to an import and tells; stays where it is when the server refuses. */
function useDoing(done: string) {
  const notify = useNotify()
  const refresh = useRefresh()
  const failureWords = useFailureWords()
  const [open, setOpen] = useState(false)
  const [sending, setSending] = useState(false)
  const run = async (work: () => Promise<unknown>) => {
    setSending(true)
    try {
      await work()
      notify(done, { type: 'success' })
    } catch (error) {
      notify(failureWords(error), { type: 'error' })
    } finally {
      setSending(false)
      setOpen(false)
      refresh()
    }
  }
  return { open, setOpen, sending, run }
}

/** Begins to grant, after the whole reach was said once more. */
export function StartButton({ it }: OfImport) {
  const words = useWords()
  const format = useFormat()
  const { startImport } = useAdminActions()
  const { canAccess } = useCanAccess({ action: 'import', resource: 'rewards' })
  const { open, setOpen, sending, run } = useDoing(words('imports.started'))
  if (!canAccess || it.status !== 'checked') return null
  const { players, coins, gems, tickets, items } = it.reach
  const reach = Object.fromEntries(
    Object.entries({ players, coins, gems, tickets, items }).map(([name, value]) => [name, format.amount(value)]),
  )
  return (
    <>
      <Button variant="contained" startIcon={<StartIcon />} onClick={() => setOpen(true)} data-testid="import-start">
        {words('imports.start')}
      </Button>
      <ConfirmDialog
        open={open}
        title={words('imports.startTitle')}
        body={words('imports.startBody', reach)}
        confirmLabel={words('imports.start')}
        sending={sending}
        testId="import-start-confirm"
        onConfirm={() => void run(() => startImport(it.id, it.hash))}
        onClose={() => setOpen(false)}
      />
    </>
  )
}

/** Leaves out what has not been granted yet. */
export function CancelButton({ it }: OfImport) {
  const words = useWords()
  const { cancelImport } = useAdminActions()
  const { canAccess } = useCanAccess({ action: 'import', resource: 'rewards' })
  const { open, setOpen, sending, run } = useDoing(words('imports.cancelled'))
  if (!canAccess || (it.status !== 'checked' && it.status !== 'running')) return null
  return (
    <>
      <Button color="error" onClick={() => setOpen(true)} data-testid="import-cancel">
        {words('imports.cancel')}
      </Button>
      <ConfirmDialog
        open={open}
        title={words('imports.cancelTitle')}
        body={words('imports.cancelBody')}
        confirmLabel={words('imports.cancel')}
        sending={sending}
        testId="import-cancel-confirm"
        onConfirm={() => void run(() => cancelImport(it.id))}
        onClose={() => setOpen(false)}
      />
    </>
  )
}

/** Saves the lines that failed. */
export function FailuresButton({ it }: OfImport) {
  const words = useWords()
  const notify = useNotify()
  const failureWords = useFailureWords()
  const { importFailures } = useAdminActions()
  if (!it.progress?.failed) return null
  const save = async () => {
    try {
      saveFile(await importFailures(it.id), `failures-${it.id}.csv`)
    } catch (error) {
      notify(failureWords(error), { type: 'error' })
    }
  }
  return (
    <Button startIcon={<DownloadIcon />} onClick={() => void save()} data-testid="import-failures">
      {words('imports.failures')}
    </Button>
  )
}
