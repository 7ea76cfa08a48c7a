import { Link } from 'react-router'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { buttonLook } from '../../ui/Button.tsx'
import { Card, ScreenTitle } from '../../ui/Card.tsx'
import { Loadable, useLoad } from '../../ui/Loadable.tsx'
import { useItemName } from './use-item-name.ts'

/** What the player has of items. */
export function InventoryScreen() {
  const { t } = useText()
  const { backend } = useSession()
  const [load, again] = useLoad(backend.games.inventory)
  return (
    <>
      <ScreenTitle title={t('inventory.title')} lead={t('inventory.lead')} />
      <Loadable load={load} again={again} failed={t('inventory.failed')}>
        {({ items }) => (items.length === 0 ? <Empty /> : <Items items={items} />)}
      </Loadable>
    </>
  )
}

function Empty() {
  const { t } = useText()
  return (
    <Card className="text-center">
      <p className="text-mist">{t('inventory.empty')}</p>
      <Link to="/gacha" className={buttonLook('gold', 'mt-4')}>
        {t('inventory.emptyCta')}
      </Link>
    </Card>
  )
}

function Items({ items }: { items: readonly { readonly item: string; readonly quantity: number }[] }) {
  const { t } = useText()
  const itemName = useItemName()
  return (
    <ul data-testid="inventory" className="grid gap-2.5 sm:grid-cols-2">
      {items.map(({ item, quantity }) => (
        <li key={item} data-item={item} className="glass flex items-center justify-between gap-4 rounded-2xl px-5 py-4">
          <span className="min-w-0 font-semibold break-words">{itemName(item)}</span>
          <span className="shrink-0 text-lg font-semibold tabular-nums">
            {t('inventory.quantity', { count: quantity })}
          </span>
        </li>
      ))}
    </ul>
  )
}
