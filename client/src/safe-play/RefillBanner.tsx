import { useText } from '../text/LanguageProvider.tsx'
import { Button } from '../ui/Button.tsx'
import { FormError } from '../ui/Field.tsx'
import { useRefill } from './use-refill.ts'

/** Offers free coins where there are too few left for any bet. Not a win, and not shown as one. */
export function RefillBanner() {
  const { t, instant } = useText()
  const { refill, short, busy, failed, take } = useRefill()
  if (!short || refill === null) return null
  return (
    <section
      data-testid="refill"
      aria-label={t('safe.refill')}
      className="mb-4 flex flex-wrap items-center justify-between gap-3 rounded-2xl border border-white/15 bg-white/5 px-4 py-3 text-sm"
    >
      <p className="min-w-0">
        {refill.nextAt
          ? t('safe.refillNext', { at: instant(refill.nextAt) })
          : t('safe.refillLead', { coins: refill.upToCoins, hours: refill.everyHours })}
      </p>
      {!refill.nextAt && (
        <Button data-testid="refill-take" disabled={busy} onClick={() => void take()}>
          {t('safe.refillTake')}
        </Button>
      )}
      <FormError>{failed}</FormError>
    </section>
  )
}
