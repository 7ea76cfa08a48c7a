import type { OwnPass } from '@casino-club/shared'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import type { PassCommands } from './use-pass-commands.ts'

/** Coupons of pass XP that can be used now; nothing where there are none. */
export function CouponsCard({ pass, commands }: { readonly pass: OwnPass; readonly commands: PassCommands }) {
  const { t, instant } = useText()
  if (pass.coupons.length === 0) return null
  return (
    <Card title={t('pass.coupons')}>
      <ul className="grid gap-2.5">
        {pass.coupons.map(({ id, xp, expiresAt }) => (
          <li key={id} data-testid="pass-coupon" className="flex flex-wrap items-center justify-between gap-3">
            <span>{t('pass.coupon', { xp, when: instant(expiresAt) })}</span>
            <Button
              disabled={commands.isBusy}
              onClick={() => commands.redeem(id)}
              aria-label={t('pass.useCouponOf', { xp })}
            >
              {t('pass.useCoupon')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}
