import type { InventoryReply } from '@casino-club/shared'
import { useItemName, useItems } from '../../items/ItemsProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'

interface StockProps {
  readonly stock: InventoryReply['items'][number]
  /** The item that is being used just now. */
  readonly using: string | null
  use(item: string): void
}

/** So many of an item that end together. */
export function Stock({ stock: { item, quantity, expiresAt }, using, use }: StockProps) {
  const { t, instant, language } = useText()
  const { items } = useItems()
  const itemName = useItemName()
  const known = items.get(item)
  const about = known?.description[language]
  return (
    <li data-item={item} className="glass flex items-center justify-between gap-4 rounded-2xl px-5 py-4">
      <span className="min-w-0">
        <span className="block font-semibold break-words">{itemName(item)}</span>
        {about && <span className="block text-sm break-words text-mist">{about}</span>}
        {expiresAt && (
          <time dateTime={expiresAt} className="block text-xs text-mist">
            {t('inventory.expires', { when: instant(expiresAt) })}
          </time>
        )}
      </span>
      <span className="flex shrink-0 items-center gap-3">
        <span className="text-lg font-semibold tabular-nums">{t('inventory.quantity', { count: quantity })}</span>
        {known?.useEffect && (
          <Button
            disabled={using !== null}
            onClick={() => use(item)}
            aria-label={t('inventory.useOf', { item: itemName(item) })}
          >
            {using === item ? t('inventory.using') : t('inventory.use')}
          </Button>
        )}
      </span>
    </li>
  )
}
