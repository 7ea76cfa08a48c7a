import { Button } from '@mui/material'
import { useState } from 'react'
import { useCanAccess } from 'react-admin'
import { useWords } from '../../i18n/use-words.ts'
import type { PurchaseRecord } from '../../providers/resources.ts'
import { RefundDialog } from './refund-dialog.tsx'

/** Opens the refund of a purchase that has something left to give back. */
export function RefundButton({ purchase }: { purchase: PurchaseRecord }) {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'refund', resource: 'purchases' })
  const [open, setOpen] = useState(false)
  if (!canAccess || (purchase.refundable === 0 && !open)) return null
  return (
    <>
      <Button color="error" onClick={() => setOpen(true)} data-testid="refund-open">
        {words('refunds.button')}
      </Button>
      {open ? (
        <RefundDialog orderId={purchase.id} refundable={purchase.refundable} onClose={() => setOpen(false)} />
      ) : null}
    </>
  )
}
