import type { RefundPreview } from '@casino-club/shared'
import { useCallback, useEffect, useState } from 'react'
import { useNotify, useRefresh } from 'react-admin'
import { useFailureWords } from '../../i18n/use-failure-words.ts'
import { useWords } from '../../i18n/use-words.ts'
import { newCommandId } from '../../players/correction/command-id.ts'
import { RequestError } from '../../providers/request-error.ts'
import { useAdminActions } from '../../providers/use-admin-actions.ts'
import { readWon } from './refund-draft.ts'

/** So long after the last key the preview is read. */
const TYPING_MS = 300

const SAID = {
  done: 'refunds.done',
  waiting: 'refunds.waits',
  sending: 'refunds.onItsWay',
  failed: 'refunds.failed',
  rejected: 'refunds.failed',
} as const

/** The preview of a refund of this amount, read anew when the amount changes or `again` is called. */
function usePreview(orderId: string, won: number | null) {
  const failureWords = useFailureWords()
  const { previewRefund } = useAdminActions()
  const [preview, setPreview] = useState<RefundPreview | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks for the same preview again
  useEffect(() => {
    setPreview(null)
    setFailure(null)
    if (won === null) return
    let isOver = false
    const timer = setTimeout(() => {
      previewRefund(orderId, won).then(
        (read) => isOver || setPreview(read),
        (error: unknown) => isOver || setFailure(failureWords(error)),
      )
    }, TYPING_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [orderId, won, round, previewRefund, failureWords])
  const again = useCallback(() => setRound((before) => before + 1), [])
  return { preview, failure, again }
}

/** Asking for a refund: what it would do is read first, and what is sent holds the server to what was shown. */
export function useRefund({ orderId, refundable, onClose }: RefundProps) {
  const words = useWords()
  const failureWords = useFailureWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { askRefund } = useAdminActions()
  const [draft, setDraft] = useState(() => ({ typed: String(refundable), commandId: newCommandId() }))
  const [evenIfSpent, setEvenIfSpent] = useState(false)
  const [sending, setSending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [stale, setStale] = useState(false)
  const { preview, failure: previewFailure, again } = usePreview(orderId, readWon(draft.typed, Number.MAX_SAFE_INTEGER))

  const send = async (reason: string) => {
    if (preview === null) return
    setSending(true)
    setFailure(null)
    setStale(false)
    try {
      const { amount, refundable: left, missing } = preview
      const order = { commandId: draft.commandId, amount, reason, evenIfSpent, seen: { refundable: left, missing } }
      const { status } = await askRefund(orderId, order)
      notify(words(SAID[status]), { type: status === 'failed' ? 'error' : 'success' })
      onClose()
    } catch (error) {
      if (error instanceof RequestError && error.code === 'CONFLICT') {
        setStale(true)
        setEvenIfSpent(false)
        again()
      } else setFailure(failureWords(error))
    } finally {
      setSending(false)
      refresh()
    }
  }
  /** Another amount is another command: the one that may be on its way keeps its id. */
  const setTyped = (typed: string) => setDraft({ typed, commandId: newCommandId() })
  return {
    ...{ typed: draft.typed, setTyped, evenIfSpent, setEvenIfSpent },
    ...{ preview, failure: failure ?? previewFailure, stale, sending, send },
  }
}

export interface RefundProps {
  readonly orderId: string
  /** Won that can still be given back, as the page showed it. */
  readonly refundable: number
  readonly onClose: () => void
}
