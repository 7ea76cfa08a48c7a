import DownloadIcon from '@mui/icons-material/FileDownloadOutlined'
import { Button } from '@mui/material'
import { useState } from 'react'
import { useCanAccess, useNotify } from 'react-admin'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import type { ExportedFile } from '../providers/admin-actions.ts'
import { saveFile } from './save-file.ts'

interface SaveFileButtonProps {
  readonly resource:
    | 'players'
    | 'plays'
    | 'safe-play'
    | 'audit-logs'
    | 'invites'
    | 'promos'
    | 'purchases'
    | 'vaults'
    | 'experiments'
    | 'campaigns'
    | 'analytics'
  /** What an admin must be allowed to do with it; figures without a person in them may go to whoever reads them. */
  readonly action?: 'export' | 'read' | 'write'
  readonly fetchFile: () => Promise<ExportedFile>
  readonly label?: string
  readonly disabled?: boolean
  readonly testId?: string
}

/** Saves a file that the server writes; only for whoever may export the resource. */
export function SaveFileButton(props: SaveFileButtonProps) {
  const { resource, action = 'export', fetchFile, label, disabled, testId = 'export-csv' } = props
  const words = useWords()
  const failureWords = useFailureWords()
  const notify = useNotify()
  const { canAccess } = useCanAccess({ action, resource })
  const [working, setWorking] = useState(false)
  if (!canAccess) return null

  const save = async () => {
    setWorking(true)
    try {
      const { file, name } = await fetchFile()
      saveFile(file, name)
      notify(words('export.done', { name }), { type: 'success' })
    } catch (error) {
      notify(failureWords(error), { type: 'error' })
    } finally {
      setWorking(false)
    }
  }
  return (
    <Button
      size="small"
      startIcon={<DownloadIcon />}
      loading={working}
      loadingPosition="start"
      disabled={disabled}
      onClick={() => void save()}
      data-testid={testId}
    >
      {working ? words('export.working') : (label ?? words('export.button'))}
    </Button>
  )
}
