import { useId } from 'react'
import { useText } from '../../text/LanguageProvider.tsx'
import type { Tables } from '../games/contract.ts'

/** How far the counter is, plainly: it fills by the rule that the odds page states, not by luck. */
export function PityMeter({ pity, table }: { pity: number; table: Tables['gacha'] }) {
  const { t } = useText()
  const id = useId()
  const { at } = table.pity
  return (
    <div>
      <p id={id} data-testid="pity" data-value={pity} className="flex flex-wrap justify-between gap-x-4 text-sm">
        <span className="font-semibold">{t('gacha.pity', { pity, at })}</span>
        <span className="text-mist">{t('gacha.pityRule', { rarity: t('rarity.EPIC'), at })}</span>
      </p>
      <div
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={at}
        aria-valuenow={Math.min(pity, at)}
        className="mt-2 h-2.5 overflow-hidden rounded-full bg-black/40"
      >
        <div className="h-full rounded-full bg-gold" style={{ width: `${Math.min(100, (pity / at) * 100)}%` }} />
      </div>
    </div>
  )
}
