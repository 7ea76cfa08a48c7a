import type { Receipt } from '@casino-club/shared'
import { useCallback } from 'react'
import { useSending } from '../../../api/use-sending.ts'
import { useSession } from '../../../session/SessionProvider.tsx'
import { useText } from '../../../text/LanguageProvider.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { FormError } from '../../../ui/Field.tsx'
import { Fact, Hash } from '../../../ui/Hash.tsx'
import { Loadable, useLoad } from '../../../ui/Loadable.tsx'
import { saveFile } from '../../history/save-file.ts'

/** The signed receipt of a purchase: shown as it was signed, verified on demand, and to keep. */
export function ReceiptCard({ orderId }: { orderId: string }) {
  const { t } = useText()
  const { backend } = useSession()
  const ask = useCallback(() => backend.shop.receipt(orderId), [backend, orderId])
  const [load, again] = useLoad(ask)
  return (
    <Card title={t('receipt.title')} lead={t('receipt.lead')} className="md:col-span-2">
      <Loadable load={load} again={again} failed={t('receipt.failed')}>
        {(receipt) => <Shown receipt={receipt} />}
      </Loadable>
    </Card>
  )
}

function Shown({ receipt }: { receipt: Receipt }) {
  const { t, trouble } = useText()
  const { backend } = useSession()
  const { busy, failure, done, send } = useSending<{ valid: boolean }>()
  const { receiptCode, body, signature, keyId } = receipt
  const keep = () => {
    const file = new Blob([`${JSON.stringify(receipt, null, 2)}\n`], { type: 'application/json' })
    saveFile(file, `${receiptCode}.json`)
  }
  return (
    <div data-testid="receipt">
      <dl>
        <Fact name={t('receipt.code')}>
          <code data-testid="receipt-code" className="break-all">
            {receiptCode}
          </code>
        </Fact>
        <Fact name={t('receipt.key')}>
          <code className="break-all">{keyId}</code>
        </Fact>
      </dl>
      <h3 className="mt-3 mb-1 text-sm text-mist">{t('receipt.body')}</h3>
      <Hash>{body}</Hash>
      <h3 className="mt-3 mb-1 text-sm text-mist">{t('receipt.signature')}</h3>
      <Hash>{signature}</Hash>
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <Button
          disabled={busy}
          data-testid="receipt-verify"
          onClick={() => void send(() => backend.shop.verifyReceipt(receipt))}
        >
          {t('receipt.verify')}
        </Button>
        <Button data-testid="receipt-download" onClick={keep}>
          {t('receipt.download')}
        </Button>
        <p role="status" data-testid="receipt-verdict" data-valid={done?.valid} className="text-sm empty:hidden">
          {done && (done.valid ? t('receipt.valid') : t('receipt.invalid'))}
        </p>
      </div>
      <FormError>{failure && trouble(failure.trouble)}</FormError>
    </div>
  )
}
