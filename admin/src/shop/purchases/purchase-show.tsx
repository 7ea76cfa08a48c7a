import { Alert, Box, Stack } from '@mui/material'
import { Link, Show, TopToolbar, useLocale, useRecordContext, useTranslate } from 'react-admin'
import { Code } from '../../format/fields.tsx'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { nameOfItem } from '../../items/name-of-item.ts'
import { Fact, Facts, Panel } from '../../layout/facts.tsx'
import { RecordLink } from '../../layout/record-link.tsx'
import type { PurchaseRecord } from '../../providers/resources.ts'
import { RefundButton } from '../refunds/refund-button.tsx'
import { RefundsPanel } from '../refunds/refunds-panel.tsx'
import { CheckButton } from './check-button.tsx'
import { ContentsPanel, PricePanel, ReceiptPanel } from './money-panels.tsx'
import { PurchaseBadge } from './purchase-badge.tsx'
import { TimelinePanel } from './timeline-panel.tsx'
import { useReasonWords } from './use-reason-words.ts'

/** A purchase: what was bought, for how much, what became of the money, and giving it back. */
export function PurchaseShow() {
  return (
    <Show title={<PurchaseTitle />} actions={<TopToolbar />}>
      <PurchasePage />
    </Show>
  )
}

function PurchaseTitle() {
  return <span>{useRecordContext<PurchaseRecord>()?.id ?? ''}</span>
}

function PurchasePage() {
  const words = useWords()
  const purchase = useRecordContext<PurchaseRecord>()
  // While react-admin logs out, a refused read answers with an empty record.
  if (!purchase?.timeline) return null
  return (
    <Stack spacing={2} sx={{ p: 2, minWidth: 0 }}>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
        <Code>{purchase.id}</Code>
        <PurchaseBadge status={purchase.status} />
        <Stack direction="row" spacing={1} sx={{ ml: 'auto', flexWrap: 'wrap' }}>
          <CheckButton orderId={purchase.id} />
          <RefundButton purchase={purchase} />
        </Stack>
      </Box>
      {purchase.intact ? null : <Alert severity="error">{words('purchases.bent')}</Alert>}
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, alignItems: 'start' }}>
        <FactsPanel purchase={purchase} />
        <PricePanel purchase={purchase} />
        <ContentsPanel contents={purchase.contents} />
        <ReceiptPanel receipt={purchase.receipt} />
      </Box>
      <TimelinePanel purchase={purchase} />
      <RefundsPanel refunds={purchase.refunds} />
    </Stack>
  )
}

function FactsPanel({ purchase }: { purchase: PurchaseRecord }) {
  const words = useWords()
  const format = useFormat()
  const locale = useLocale()
  const reasonWords = useReasonWords()
  const { userId, nickname, sku, name, version } = purchase
  const translate = useTranslate()
  const field = (source: string) => translate(`resources.purchases.fields.${source}`)
  return (
    <Panel title={words('purchases.facts')}>
      <Facts>
        <Fact name={field('nickname')}>
          <RecordLink resource="players" id={userId}>
            {nickname}
          </RecordLink>{' '}
          ·{' '}
          <Link to={`/purchases?${new URLSearchParams({ filter: JSON.stringify({ player: `${userId}` }) })}`}>
            {words('purchases.ofPlayer')}
          </Link>
        </Fact>
        <Fact name={field('sku')}>
          <RecordLink resource="products" id={sku}>
            {name ? nameOfItem({ name }, locale) : sku}
          </RecordLink>
          {version === null ? null : ` · ${words('purchases.version', { version })}`}
        </Fact>
        <Fact name={field('quantity')}>{purchase.quantity}</Fact>
        <Fact name={field('at')}>{format.dateTime(purchase.at)}</Fact>
        <Fact name={field('endedAt')}>{purchase.endedAt ? format.dateTime(purchase.endedAt) : '–'}</Fact>
        <Fact name={field('reason')}>{reasonWords(purchase.reason)}</Fact>
        <Fact name={words('purchases.hold')}>{words(`purchases.holds.${purchase.hold}`)}</Fact>
        <Fact name={field('provider')}>{purchase.provider ?? '–'}</Fact>
        <Fact name={field('paymentId')}>{purchase.paymentId ? <Code>{purchase.paymentId}</Code> : '–'}</Fact>
      </Facts>
    </Panel>
  )
}
