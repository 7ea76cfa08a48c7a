import { Alert, Typography } from '@mui/material'
import { Code } from '../../format/fields.tsx'
import { HashText } from '../../format/hash-text.tsx'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Fact, Facts, Panel } from '../../layout/facts.tsx'
import { RecordLink } from '../../layout/record-link.tsx'
import type { PurchaseRecord } from '../../providers/resources.ts'
import { ContentLines } from '../products/product-preview.tsx'

/** How the price came about, and what of it went back. */
export function PricePanel({ purchase }: { purchase: PurchaseRecord }) {
  const words = useWords()
  const format = useFormat()
  const money = (amount: number) => words(`shop.prices.${purchase.currency}`, { amount: format.amount(amount) })
  const off = (amount: number) => (amount === 0 ? '–' : `−${money(amount)}`)
  const { promoId, promoCode, intact } = purchase
  return (
    <Panel title={words('purchases.price')}>
      <Facts>
        <Fact name={words('purchases.list')}>{money(purchase.list)}</Fact>
        <Fact name={words('purchases.discount')}>{off(purchase.discount)}</Fact>
        <Fact name={words('purchases.promo')}>
          {off(purchase.promo)}{' '}
          {promoId !== null && promoCode !== null ? (
            <RecordLink resource="promos" id={promoId}>
              {promoCode}
            </RecordLink>
          ) : null}
        </Fact>
        <Fact name={words('purchases.vip')}>{off(purchase.vip)}</Fact>
        <Fact name={words('purchases.amount')}>
          <strong data-testid="purchase-amount">{money(purchase.amount)}</strong>
        </Fact>
        <Fact name={words('purchases.refunded')}>
          <span data-testid="purchase-refunded">{money(purchase.refunded)}</span>
        </Fact>
        <Fact name={words('purchases.refundable')}>
          <span data-testid="purchase-refundable">{money(purchase.refundable)}</span>
        </Fact>
      </Facts>
      {intact ? (
        <Typography variant="caption" color="text.secondary" component="p" sx={{ mt: 1 }}>
          {words('purchases.intact')}
        </Typography>
      ) : null}
    </Panel>
  )
}

/** What one of it holds, as it was then. */
export function ContentsPanel({ contents }: { contents: PurchaseRecord['contents'] }) {
  const words = useWords()
  return (
    <Panel title={words('purchases.contents')}>
      {contents ? <ContentLines contents={contents} /> : words('purchases.noContents')}
    </Panel>
  )
}

/** The receipt as it was signed, and whether the signature still is ours. */
export function ReceiptPanel({ receipt }: { receipt: PurchaseRecord['receipt'] }) {
  const words = useWords()
  if (receipt === null) return <Panel title={words('purchases.receipt')}>{words('purchases.noReceipt')}</Panel>
  return (
    <Panel title={words('purchases.receipt')}>
      <Alert severity={receipt.valid ? 'success' : 'error'} sx={{ mb: 1.5 }} data-testid="receipt-verdict">
        {words(receipt.valid ? 'purchases.receiptValid' : 'purchases.receiptInvalid')}
      </Alert>
      <Facts>
        <Fact name={words('resources.purchases.fields.receiptCode')}>
          <Code>{receipt.receiptCode}</Code>
        </Fact>
        <Fact name={words('purchases.key')}>
          <Code>{receipt.keyId}</Code>
        </Fact>
        <Fact name={words('purchases.signature')}>
          <HashText value={receipt.signature} name={words('purchases.signature')} short />
        </Fact>
      </Facts>
    </Panel>
  )
}
