import type { EmailTriggerReply } from '@casino-club/shared'
import { useState } from 'react'
import { newCommandId } from '../players/correction/command-id.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import type { LetterOrder } from './letter-order.ts'

/** A letter as it was counted; sent under this key, however often the button is pressed, it is sent once. */
export interface CountedLetter {
  readonly key: string
  readonly order: LetterOrder
  readonly reply: EmailTriggerReply
}

const DRY_REASON = 'dry run'

/** Counts whom a letter would reach; what is edited afterwards is to be counted anew. */
export function useCounting() {
  const { triggerLetter } = useAdminActions()
  const [counted, setCounted] = useState<CountedLetter | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [counting, setCounting] = useState(false)
  const forget = () => {
    setCounted(null)
    setFailure(null)
  }
  const count = async (order: LetterOrder) => {
    forget()
    setCounting(true)
    const key = newCommandId()
    try {
      setCounted({ key, order, reply: await triggerLetter({ ...order, key, reason: DRY_REASON, dryRun: true }) })
    } catch (error) {
      setFailure(error)
    } finally {
      setCounting(false)
    }
  }
  return { counted, failure, counting, count, forget }
}
