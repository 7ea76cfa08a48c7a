import GiftIcon from '@mui/icons-material/CardGiftcardOutlined'
import { Button } from '@mui/material'
import { useState } from 'react'
import { useCanAccess } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import type { PlayerDetail } from '../providers/resources.ts'
import { GrantDialog } from './grant-dialog.tsx'

/** Opens the grant dialog, for those who may grant. */
export function GrantButton({ player }: { player: PlayerDetail }) {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'grant', resource: 'rewards' })
  const [open, setOpen] = useState(false)
  if (!canAccess) return null
  return (
    <>
      <Button variant="outlined" startIcon={<GiftIcon />} onClick={() => setOpen(true)} data-testid="reward-open">
        {words('rewards.button')}
      </Button>
      {/* Mounted anew for each opening: a new dialog is a new intention with its own command id. */}
      {open ? <GrantDialog player={player} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
