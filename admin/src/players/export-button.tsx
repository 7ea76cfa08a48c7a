import DownloadIcon from '@mui/icons-material/FileDownloadOutlined'
import { Button } from '@mui/material'
import { useState } from 'react'
import { useCanAccess, useListContext, useNotify } from 'react-admin'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import type { ExportedFile } from '../providers/admin-actions.ts'
import { saveFile } from './save-file.ts'

interface ExportButtonProps {
  readonly resource: 'players' | 'plays' | 'safe-play' | 'audit-logs' | 'invites' | 'promos'
  readonly fetchFile: (filter: Readonly<Record<string, unknown>>) => Promise<ExportedFile>
}

/** Saves all that match the list's filters, written by the server, not only the page that is shown. */
export function ExportButton({ resource, fetchFile }: ExportButtonProps) {
  const words = useWords()
  const failureWords = useFailureWords()
  const notify = useNotify()
  const { filterValues } = useListContext()
  const { canAccess } = useCanAccess({ action: 'export', resource })
  const [working, setWorking] = useState(false)
  if (!canAccess) return null

  const save = async () => {
    setWorking(true)
    try {
      const { file, name } = await fetchFile(filterValues)
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
      onClick={() => void save()}
      data-testid="export-csv"
    >
      {words(working ? 'export.working' : 'export.button')}
    </Button>
  )
}
