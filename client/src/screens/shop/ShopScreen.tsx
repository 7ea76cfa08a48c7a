import type { ShopProduct } from '@casino-club/shared'
import { useId, useState } from 'react'
import { Link } from 'react-router'
import { type ShownCatalogue, useCatalogue } from '../../shop/use-catalogue.ts'
import { useClock } from '../../shop/use-clock.ts'
import { useText } from '../../text/LanguageProvider.tsx'
import { buttonLook } from '../../ui/Button.tsx'
import { Card, ScreenTitle } from '../../ui/Card.tsx'
import { inputLook } from '../../ui/Field.tsx'
import { Loadable } from '../../ui/Loadable.tsx'
import { BuyDialog } from './BuyDialog.tsx'
import { ProductCard } from './ProductCard.tsx'

/** What is on sale: limited offers on top, then everything that is always there. */
export function ShopScreen() {
  const { t } = useText()
  const { load, reload } = useCatalogue()
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-x-4">
        <ScreenTitle title={t('shop.title')} lead={t('shop.lead')} />
        <Link to="/shop/purchases" data-testid="purchases-link" className={buttonLook('quiet', 'mb-6 shrink-0')}>
          {t('shop.purchases')}
        </Link>
      </div>
      <Loadable load={load} again={reload} failed={t('shop.failed')}>
        {(catalogue) => <Catalogue catalogue={catalogue} reload={reload} />}
      </Loadable>
    </>
  )
}

function Catalogue({ catalogue, reload }: { catalogue: ShownCatalogue; reload: () => void }) {
  const { t } = useText()
  const { products, offsetMs } = catalogue
  const [tag, setTag] = useState('')
  const [wanted, setWanted] = useState<ShopProduct | null>(null)
  const nowMs = useClock(offsetMs)
  if (products.length === 0) {
    return (
      <Card className="text-center">
        <p className="text-mist">{t('shop.empty')}</p>
      </Card>
    )
  }
  const tags = [...new Set(products.flatMap((product) => product.tags))].sort()
  const shown = products.filter((product) => tag === '' || product.tags.includes(tag))
  // What is no longer shown stays open in its dialog: the server says then why it is not sold.
  const chosen = wanted && (products.find(({ sku }) => sku === wanted.sku) ?? wanted)
  const shelf = (kind: ShopProduct['kind'], title: string) => (
    <Shelf title={title} products={shown.filter((product) => product.kind === kind)} nowMs={nowMs} buy={setWanted} />
  )
  return (
    <div className="space-y-8">
      {tags.length > 0 && <TagFilter tags={tags} tag={tag} setTag={setTag} />}
      {shown.length === 0 && <p className="text-mist">{t('shop.emptyTag')}</p>}
      {shelf('limited', t('shop.limited'))}
      {shelf('standard', t('shop.catalogue'))}
      <p className="text-sm text-mist">{t('shop.noCashOut')}</p>
      {chosen && (
        <BuyDialog
          product={chosen}
          offsetMs={offsetMs}
          close={() => {
            setWanted(null)
            reload()
          }}
        />
      )}
    </div>
  )
}

function TagFilter({ tags, tag, setTag }: { tags: readonly string[]; tag: string; setTag: (tag: string) => void }) {
  const { t } = useText()
  const id = useId()
  return (
    <div className="max-w-xs">
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {t('shop.tag')}
      </label>
      <select
        id={id}
        data-testid="shop-tag"
        value={tag}
        onChange={(event) => setTag(event.target.value)}
        className={inputLook}
      >
        <option value="">{t('shop.tagAll')}</option>
        {tags.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}

interface ShelfProps {
  readonly title: string
  readonly products: readonly ShopProduct[]
  readonly nowMs: number
  buy(product: ShopProduct): void
}

function Shelf({ title, products, nowMs, buy }: ShelfProps) {
  if (products.length === 0) return null
  return (
    <section aria-label={title}>
      <h2 className="mb-3 text-2xl">{title}</h2>
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {products.map((product) => (
          <li key={product.sku} className="flex min-w-0">
            <ProductCard product={product} nowMs={nowMs} buy={() => buy(product)} />
          </li>
        ))}
      </ul>
    </section>
  )
}
