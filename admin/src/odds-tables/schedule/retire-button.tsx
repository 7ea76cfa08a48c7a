import BlockIcon from '@mui/icons-material/BlockOutlined'
import { Button } from '@mui/material'
import { useState } from 'react'
import { useCanAccess, useNotify } from 'react-admin'
import { useWords } from '../../i18n/use-words.ts'
import type { OddsVersion } from '../../providers/resources.ts'
import { useAdminActions } from '../../providers/use-admin-actions.ts'
import { ReasonDialog } from './reason-dialog.tsx'

/** Takes the version in force out of it: the game closes until another one is published. */
export function RetireButton({ version }: { version: OddsVersion }) {
  const words = useWords()
  const notify = useNotify()
  const { retireOdds } = useAdminActions()
  const { canAccess } = useCanAccess({ action: 'publish', resource: 'odds-tables' })
  const [open, setOpen] = useState(false)
  if (!canAccess || (version.status !== 'published' && !open)) return null
  const named = { version: version.version, game: words(`games.${version.game}`) }
  const retire = async (reason: string) => {
    await retireOdds(version.id, { reason })
    notify(words('schedule.retired', named), { type: 'success' })
  }
  return (
    <>
      <Button color="error" startIcon={<BlockIcon />} onClick={() => setOpen(true)} data-testid="odds-retire">
        {words('schedule.retire')}
      </Button>
      {open ? (
        <ReasonDialog
          title={words('schedule.retireTitle', named)}
          body={words('schedule.retireBody', named)}
          confirmLabel={words('schedule.retireConfirm')}
          testId="odds-retire"
          onConfirm={retire}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}
