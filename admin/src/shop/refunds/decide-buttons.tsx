import { Button, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { useCanAccess, useGetIdentity, useNotify, useRefresh } from 'react-admin'
import { ReasonDialog } from '../../access/reason-dialog.tsx'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { RefundRecord } from '../../providers/resources.ts'
import { useAdminActions } from '../../providers/use-admin-actions.ts'

type Decision = 'approve' | 'reject'
const DONE = { approve: 'refunds.approved', reject: 'refunds.rejected' } as const

/** The second admin's word about a refund that waits; whoever asked for it is told that he must leave it to others. */
export function DecideButtons({ refund }: { refund: RefundRecord }) {
  const words = useWords()
  const { data: identity } = useGetIdentity()
  const { canAccess } = useCanAccess({ action: 'approve', resource: 'refunds' })
  const [decision, setDecision] = useState<Decision | null>(null)
  if (!canAccess || refund.status !== 'waiting') return null
  if (identity?.fullName === refund.requestedBy) {
    return (
      <Typography variant="caption" color="text.secondary" data-testid="refund-own">
        {words('refunds.own')}
      </Typography>
    )
  }
  return (
    <Stack direction="row" spacing={1}>
      <Button size="small" onClick={() => setDecision('approve')} data-testid={`refund-approve-${refund.id}`}>
        {words('refunds.approve')}
      </Button>
      <Button
        size="small"
        color="error"
        onClick={() => setDecision('reject')}
        data-testid={`refund-reject-${refund.id}`}
      >
        {words('refunds.reject')}
      </Button>
      {decision ? <DecisionDialog {...{ refund, decision }} onClose={() => setDecision(null)} /> : null}
    </Stack>
  )
}

interface DecisionDialogProps {
  readonly refund: RefundRecord
  readonly decision: Decision
  readonly onClose: () => void
}

function DecisionDialog({ refund, decision, onClose }: DecisionDialogProps) {
  const words = useWords()
  const format = useFormat()
  const notify = useNotify()
  const refresh = useRefresh()
  const { decideRefund } = useAdminActions()
  const { sku, nickname, requestedBy, reason: why } = refund
  const amount = words('shop.prices.KRW', { amount: format.amount(refund.amount) })
  const confirm = async (reason: string) => {
    const { status } = await decideRefund(refund.id, { approved: decision === 'approve', reason })
    const failed = status === 'failed'
    notify(words(failed ? 'refunds.failed' : DONE[decision]), { type: failed ? 'error' : 'success' })
    refresh()
  }
  return (
    <ReasonDialog
      title={words(`refunds.${decision}Title`)}
      body={words('refunds.decideBody', { amount, sku, nickname, admin: requestedBy ?? '–', reason: why })}
      confirmLabel={words(`refunds.${decision}`)}
      testId="refund-decide"
      harmful={decision === 'reject'}
      onConfirm={confirm}
      onClose={onClose}
    />
  )
}
