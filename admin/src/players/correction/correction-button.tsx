import BalanceIcon from '@mui/icons-material/AccountBalanceWalletOutlined'
import { Button } from '@mui/material'
import { useState } from 'react'
import { useCanAccess } from 'react-admin'
import { useWords } from '../../i18n/use-words.ts'
import type { PlayerDetail } from '../../providers/resources.ts'
import { CorrectionDialog } from './correction-dialog.tsx'

/** Opens the correction dialog, for those who may correct. */
export function CorrectionButton({ player }: { player: PlayerDetail }) {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'correct', resource: 'players' })
  const [open, setOpen] = useState(false)
  if (!canAccess) return null
  return (
    <>
      <Button
        variant="contained"
        startIcon={<BalanceIcon />}
        onClick={() => setOpen(true)}
        data-testid="correction-open"
      >
        {words('correction.button')}
      </Button>
      {/* Mounted anew for each opening: a new dialog is a new intention with its own command id. */}
      {open ? <CorrectionDialog player={player} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
