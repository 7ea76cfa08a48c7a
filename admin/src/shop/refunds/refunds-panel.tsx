import { Box, Stack, Typography } from '@mui/material'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Panel } from '../../layout/facts.tsx'
import type { RefundRecord } from '../../providers/resources.ts'
import { BalanceWords } from './balance-words.tsx'
import { DecideButtons } from './decide-buttons.tsx'
import { RefundBadge } from './refund-badge.tsx'

/** The refunds of a purchase, each with what it took back. */
export function RefundsPanel({ refunds }: { refunds: readonly RefundRecord[] }) {
  const words = useWords()
  return (
    <Panel title={words('refunds.title')}>
      {refunds.length === 0 ? words('refunds.none') : null}
      <Stack component="ul" spacing={1.5} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {refunds.map((refund) => (
          <RefundLine key={refund.id} refund={refund} />
        ))}
      </Stack>
    </Panel>
  )
}

function RefundLine({ refund }: { refund: RefundRecord }) {
  const words = useWords()
  const format = useFormat()
  const { id, amount, cause, status, reason, requestedBy, requestedAt, taken, missing } = refund
  return (
    <Box component="li" data-testid="refund">
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
        <strong>{`#${id} · ${words('shop.prices.KRW', { amount: format.amount(amount) })}`}</strong>
        <RefundBadge status={status} />
        <DecideButtons refund={refund} />
      </Box>
      <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
        {`${words(`refunds.causes.${cause}`)} · ${format.dateTime(requestedAt)} · ${requestedBy ?? '–'} · ${reason}`}
      </Typography>
      {taken && missing ? (
        <Typography variant="body2">
          {words('refunds.takes')}: <BalanceWords balances={taken} /> · {words('refunds.missing')}:{' '}
          <BalanceWords balances={missing} />
        </Typography>
      ) : null}
    </Box>
  )
}
