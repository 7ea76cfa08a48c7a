import { useEffect } from 'react'
import { Link } from 'react-router'
import { useRoom } from '../../room/RoomProvider.tsx'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { buttonLook } from '../../ui/Button.tsx'
import { Card, ScreenTitle } from '../../ui/Card.tsx'
import { Loadable, useLoad } from '../../ui/Loadable.tsx'
import { Stock } from './Stock.tsx'
import { useUseItem } from './use-use-item.ts'

/** What the player has of items, and using them. */
export function InventoryScreen() {
  const { t } = useText()
  const { backend } = useSession()
  const { player } = useRoom()
  const [load, again] = useLoad(backend.games.inventory)
  const { use, using, trouble } = useUseItem(again)
  const version = player?.version
  // A pull or a reward may have brought something in.
  // biome-ignore lint/correctness/useExhaustiveDependencies: every version of the player asks again
  useEffect(again, [version, again])
  return (
    <>
      <ScreenTitle title={t('inventory.title')} lead={t('inventory.lead')} />
      {trouble && (
        <p role="alert" data-testid="inventory-trouble" className="mb-4 text-sm text-rose">
          {trouble}
        </p>
      )}
      <Loadable load={load} again={again} failed={t('inventory.failed')}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty />
          ) : (
            <ul data-testid="inventory" className="grid gap-2.5 sm:grid-cols-2">
              {items.map((stock) => (
                <Stock key={`${stock.item}:${stock.expiresAt}`} stock={stock} using={using} use={use} />
              ))}
            </ul>
          )
        }
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
