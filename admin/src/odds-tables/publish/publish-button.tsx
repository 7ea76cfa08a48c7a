import PublishIcon from '@mui/icons-material/PublishOutlined'
import { Button } from '@mui/material'
import { useState } from 'react'
import { useCanAccess } from 'react-admin'
import { useWords } from '../../i18n/use-words.ts'
import type { OddsVersion } from '../../providers/resources.ts'
import { PublishDialog } from './publish-dialog.tsx'

/** Opens the question whether a draft shall come into force. */
export function PublishButton({ version }: { version: OddsVersion }) {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'publish', resource: 'odds-tables' })
  const [open, setOpen] = useState(false)
  if (!canAccess || (version.status !== 'draft' && !open)) return null
  return (
    <>
      <Button variant="contained" startIcon={<PublishIcon />} onClick={() => setOpen(true)} data-testid="odds-publish">
        {words('odds.publish.button')}
      </Button>
      {open ? <PublishDialog version={version} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
