import { Button } from '@mui/material'
import { useState } from 'react'
import { useCanAccess, useNotify, useRefresh } from 'react-admin'
import { useFailureWords } from '../../i18n/use-failure-words.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useAdminActions } from '../../providers/use-admin-actions.ts'

/** Has the provider asked how a payment stands, and brings the purchase there. */
export function CheckButton({ orderId }: { orderId: string }) {
  const words = useWords()
  const failureWords = useFailureWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { checkPurchase } = useAdminActions()
  const { canAccess } = useCanAccess({ action: 'check', resource: 'purchases' })
  const [working, setWorking] = useState(false)
  if (!canAccess) return null
  const check = async () => {
    setWorking(true)
    try {
      const { status } = await checkPurchase(orderId)
      notify(words('purchases.checked', { status: words(`purchases.statuses.${status}`) }), { type: 'success' })
    } catch (error) {
      notify(failureWords(error), { type: 'error' })
    } finally {
      setWorking(false)
      refresh()
    }
  }
  return (
    <Button loading={working} onClick={() => void check()} data-testid="purchase-check">
      {words('purchases.check')}
    </Button>
  )
}
