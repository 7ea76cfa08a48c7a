import { PRODUCT_KINDS, type ProductKind, RANKS, type Rank, USER_LIMIT_PERIODS } from '@casino-club/shared'
import { Box, TextField } from '@mui/material'
import { CLUB_ZONE_LABEL } from '../../format/zone.ts'
import type { MessageKey } from '../../i18n/app-messages.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Panel } from '../../layout/facts.tsx'
import { TargetInput } from '../../segments/target-input.tsx'
import { ContentsInputs } from './contents-inputs.tsx'
import type { ProductDraft, ProductField } from './product-draft.ts'

interface ProductInputsProps {
  readonly draft: ProductDraft
  readonly wrong: ReadonlySet<ProductField>
  /** SKU and kind stay as they are. */
  readonly asNew: boolean
  readonly onEdit: (change: Partial<ProductDraft>) => void
}
type TextFieldName = Exclude<ProductField, 'limits' | 'contents' | 'segments'>

/** Everything that is said of a product, step by step. */
export function ProductInputs(props: ProductInputsProps) {
  const words = useWords()
  const { draft, wrong, onEdit } = props
  return (
    <>
      <Panel title={words('shop.steps.words')}>
        <WordInputs {...props} />
      </Panel>
      <Panel title={words('shop.steps.price')}>
        <PriceInputs {...props} />
      </Panel>
      <Panel title={words('shop.steps.contents')}>
        <ContentsInputs
          contents={draft.contents}
          wrong={wrong.has('contents')}
          onEdit={(contents) => onEdit({ contents })}
        />
      </Panel>
      <Panel title={words('shop.steps.limits')}>
        <LimitInputs {...props} />
      </Panel>
    </>
  )
}

function Grid({ children }: { children: React.ReactNode }) {
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, alignItems: 'start' }}>
      {children}
    </Box>
  )
}

interface TextProps extends ProductInputsProps {
  readonly field: TextFieldName
  readonly label: MessageKey
  readonly help?: string
  readonly time?: true
}

function Text({ draft, wrong, asNew, onEdit, field, label, help, time }: TextProps) {
  const words = useWords()
  return (
    <TextField
      label={words(label)}
      value={draft[field]}
      type={time ? 'datetime-local' : 'text'}
      onChange={(event) => onEdit({ [field]: event.target.value })}
      error={wrong.has(field)}
      helperText={help}
      disabled={field === 'sku' && !asNew}
      autoComplete="off"
      slotProps={{
        htmlInput: { 'data-testid': `product-${field}`, maxLength: 1_000, ...(time && { step: 1 }) },
        ...(time && { inputLabel: { shrink: true } }),
      }}
    />
  )
}

function WordInputs(props: ProductInputsProps) {
  const words = useWords()
  const { draft, asNew, onEdit } = props
  return (
    <Grid>
      <Text {...props} field="sku" label="shop.sku" help={words('shop.skuHelp')} />
      <TextField
        select
        label={words('resources.products.fields.kind')}
        value={draft.kind}
        disabled={!asNew}
        onChange={(event) => onEdit({ kind: event.target.value as ProductKind })}
        slotProps={{ select: { native: true }, htmlInput: { 'data-testid': 'product-kind' } }}
      >
        {PRODUCT_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {words(`shop.kinds.${kind}`)}
          </option>
        ))}
      </TextField>
      <Text {...props} field="nameEn" label="shop.nameEn" />
      <Text {...props} field="nameKo" label="shop.nameKo" />
      <Text {...props} field="descriptionEn" label="shop.descriptionEn" />
      <Text {...props} field="descriptionKo" label="shop.descriptionKo" />
      <Text {...props} field="tags" label="shop.tags" help={words('shop.tagsHelp')} />
      <Text {...props} field="image" label="shop.image" help={words('shop.imageHelp')} />
    </Grid>
  )
}

function PriceInputs(props: ProductInputsProps) {
  const words = useWords()
  const zone = words('shop.zoneHelp', { zone: CLUB_ZONE_LABEL })
  return (
    <Grid>
      <Text {...props} field="won" label="shop.won" help={words('shop.priceHelp')} />
      <Text {...props} field="gems" label="shop.gems" help={words('shop.priceHelp')} />
      <Text {...props} field="percent" label="shop.percent" help={words('shop.percentHelp')} />
      <Text {...props} field="percentUntil" label="shop.percentUntil" help={zone} time />
    </Grid>
  )
}

function LimitInputs(props: ProductInputsProps) {
  const words = useWords()
  const { draft, wrong, onEdit } = props
  const zone = words('shop.zoneHelp', { zone: CLUB_ZONE_LABEL })
  return (
    <Grid>
      <Text {...props} field="from" label="shop.from" help={zone} time />
      <Text {...props} field="until" label="shop.until" help={zone} time />
      <Text {...props} field="stock" label="shop.stock" help={words('shop.stockHelp')} />
      <TextField
        select
        label={words('shop.rank')}
        value={draft.rank}
        onChange={(event) => onEdit({ rank: event.target.value as Rank })}
        slotProps={{ select: { native: true }, htmlInput: { 'data-testid': 'product-rank' } }}
      >
        {RANKS.map((rank) => (
          <option key={rank} value={rank}>
            {rank}
          </option>
        ))}
      </TextField>
      <TargetInput
        label={words('segments.aimedAt')}
        help={words('shop.segmentsHelp')}
        error={wrong.has('segments')}
        value={draft.segments}
        testId="product-segments"
        onEdit={(segments) => onEdit({ segments })}
      />
      {USER_LIMIT_PERIODS.map((period) => (
        <TextField
          key={period}
          label={words(`shop.limits.${period}`)}
          value={draft.limits[period]}
          error={wrong.has('limits')}
          helperText={words('shop.limitHelp')}
          onChange={(event) => onEdit({ limits: { ...draft.limits, [period]: event.target.value } })}
          slotProps={{ htmlInput: { 'data-testid': `product-limit-${period}`, maxLength: 6 } }}
        />
      ))}
    </Grid>
  )
}
