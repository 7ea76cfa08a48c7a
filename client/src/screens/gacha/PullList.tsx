import type { GachaPull } from '@casino-club/shared'
import { useItemName } from '../../items/ItemsProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Card } from '../../ui/Card.tsx'
import { RARITY_LOOK } from './rarity.ts'

/** What was pulled, in words: whatever the cards did before, this is what was drawn. */
export function PullList({ pulls }: { pulls: readonly GachaPull[] }) {
  const { t } = useText()
  return (
    <Card title={t('gacha.results')} className="mt-4">
      <ol data-testid="pull-list" className="divide-y divide-white/10">
        {pulls.map((pull, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pulls of one play keep their order
          <PullRow key={index} pull={pull} />
        ))}
      </ol>
    </Card>
  )
}

function PullRow({ pull }: { pull: GachaPull }) {
  const { t } = useText()
  const itemName = useItemName()
  const { rarity, item, guaranteed, pityBefore, pityAfter } = pull
  return (
    <li data-rarity={rarity} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5">
      <span className={`rounded-full border px-3 py-0.5 text-xs font-semibold ${RARITY_LOOK[rarity]}`}>
        {t(`rarity.${rarity}`)}
      </span>
      <span className="min-w-0 grow font-medium">{itemName(item)}</span>
      {guaranteed && <span className="text-xs text-gold">{t('gacha.guaranteed')}</span>}
      <span className="text-xs text-mist tabular-nums">
        {t('gacha.counter', { before: pityBefore, after: pityAfter })}
      </span>
    </li>
  )
}
