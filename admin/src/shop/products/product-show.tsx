import { Alert, Box, Stack } from '@mui/material'
import { Show, TopToolbar, useRecordContext } from 'react-admin'
import { Code } from '../../format/fields.tsx'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Fact, Facts, Panel } from '../../layout/facts.tsx'
import type { ProductRecord } from '../../providers/resources.ts'
import { ProductBadge } from './product-badge.tsx'
import { ProductButtons } from './product-buttons.tsx'
import { ProductPreview } from './product-preview.tsx'
import { SalesPanel } from './sales-panel.tsx'
import { VersionsPanel } from './versions-panel.tsx'

/** What is left of a stock changes while somebody looks at it. */
const EVERY_MS = 5_000

/** A product: how it stands, what a player sees, and all its versions. */
export function ProductShow() {
  return (
    <Show title={<ProductTitle />} actions={<TopToolbar />} queryOptions={{ refetchInterval: EVERY_MS }}>
      <ProductPage />
    </Show>
  )
}

function ProductTitle() {
  return <span>{useRecordContext<ProductRecord>()?.id ?? ''}</span>
}

function ProductPage() {
  const words = useWords()
  const product = useRecordContext<ProductRecord>()
  // While react-admin logs out, a refused read answers with an empty record.
  if (!product?.versions) return null
  return (
    <Stack spacing={2} sx={{ p: 2, minWidth: 0 }}>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
        <Code>{product.id}</Code>
        <ProductBadge state={product.state} />
        <Box sx={{ ml: 'auto' }}>
          <ProductButtons product={product} />
        </Box>
      </Box>
      {product.disableReason ? (
        <Alert severity="error">{words('shop.disabledBecause', { reason: product.disableReason })}</Alert>
      ) : null}
      <Panel title={words('shop.steps.preview')}>
        <ProductPreview body={product.body} />
      </Panel>
      <FactsPanel product={product} />
      <SalesPanel sku={product.id} />
      <VersionsPanel product={product} />
    </Stack>
  )
}

function FactsPanel({ product }: { product: ProductRecord }) {
  const words = useWords()
  const format = useFormat()
  const stock =
    product.stockLeft === null
      ? words('shop.noStock')
      : `${format.amount(product.stockLeft)} / ${format.amount(product.stockTotal ?? 0)} (${product.body.stock})`
  return (
    <Panel title={words('shop.figures')}>
      <Facts>
        <Fact name={words('resources.products.fields.kind')}>{words(`shop.kinds.${product.kind}`)}</Fact>
        <Fact name={words('shop.liveVersion')}>{product.liveVersion ?? '–'}</Fact>
        <Fact name={words('shop.plannedVersion')}>
          {product.plannedAt ? `${product.plannedVersion} · ${format.dateTime(product.plannedAt)}` : '–'}
        </Fact>
        <Fact name={words('shop.draftVersion')}>{product.draftVersion ?? '–'}</Fact>
        <Fact name={words('resources.products.fields.sold')}>{format.amount(product.sold)}</Fact>
        <Fact name={words('shop.held')}>{format.amount(product.held)}</Fact>
        <Fact name={words('resources.products.fields.stockLeft')}>
          <span data-testid="product-stock">{stock}</span>
        </Fact>
        <Fact name={words('resources.products.fields.changedAt')}>{format.dateTime(product.changedAt)}</Fact>
      </Facts>
    </Panel>
  )
}
