import { MAX_PROMO_BATCH } from '@casino-club/shared'
import { TextField } from '@mui/material'
import { CLUB_ZONE_LABEL } from '../../format/zone.ts'
import type { MessageKey } from '../../i18n/app-messages.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { PromoDraft } from './promo-draft.ts'

interface PromoInputsProps {
  readonly draft: PromoDraft
  /** Which codes are made is asked of new ones only. */
  readonly asNew: boolean
  /** What a used code takes off stays as it is. */
  readonly used: boolean
  readonly onEdit: (change: Partial<PromoDraft>) => void
}

/** The terms of promo codes. */
export function PromoInputs({ draft, asNew, used, onEdit }: PromoInputsProps) {
  const words = useWords()
  const zone = words('shop.zoneHelp', { zone: CLUB_ZONE_LABEL })
  const text = (field: keyof PromoDraft, label: MessageKey, help = '', time = false) => (
    <TextField
      label={words(label)}
      helperText={help}
      value={draft[field]}
      type={time ? 'datetime-local' : 'text'}
      disabled={used && !LOOSE.has(field)}
      autoComplete="off"
      onChange={(event) => onEdit({ [field]: event.target.value })}
      slotProps={{
        htmlInput: { 'data-testid': `promo-${field}`, maxLength: 2_000, ...(time && { step: 1 }) },
        ...(time && { inputLabel: { shrink: true } }),
      }}
    />
  )
  const choice = (field: 'kind' | 'currency', label: MessageKey, choices: Choices) => (
    <Choice {...{ draft, field, label, choices, onEdit }} disabled={used} />
  )
  const kinds = [
    ['percent', words('promos.kinds.percent')],
    ['amount', words('promos.kinds.amount')],
  ] as const
  const currencies = [
    ['', words('promos.either')],
    ['KRW', words('promos.currencies.KRW')],
    ['GEMS', words('promos.currencies.GEMS')],
  ] as const
  return (
    <>
      {asNew ? text('code', 'promos.code', words('promos.codeHelp')) : null}
      {asNew && draft.code.trim() === ''
        ? text('count', 'promos.count', words('promos.countHelp', { most: MAX_PROMO_BATCH }))
        : null}
      {asNew && draft.code.trim() === '' ? text('prefix', 'promos.prefix') : null}
      {choice('kind', 'promos.kind', kinds)}
      {text('value', 'promos.value')}
      {choice('currency', 'promos.currency', currencies)}
      {text('minAmount', 'promos.minAmount', words('promos.noneHelp'))}
      {text('maxDiscount', 'promos.maxDiscount', words('promos.noneHelp'))}
      {text('skus', 'promos.skus', words('promos.skusHelp'))}
      {text('maxUses', 'promos.maxUses', words('promos.maxUsesHelp'))}
      {text('perUser', 'promos.perUser')}
      {text('startsAt', 'promos.startsAt', zone, true)}
      {text('endsAt', 'promos.endsAt', zone, true)}
      {text('note', 'promos.note', words('promos.noteHelp'))}
    </>
  )
}

const LOOSE: ReadonlySet<keyof PromoDraft> = new Set(['note', 'endsAt', 'maxUses'])

type Choices = readonly (readonly [value: string, name: string])[]

interface ChoiceProps extends Pick<PromoInputsProps, 'draft' | 'onEdit'> {
  readonly field: 'kind' | 'currency'
  readonly label: MessageKey
  readonly choices: Choices
  readonly disabled: boolean
}

function Choice({ draft, field, label, choices, disabled, onEdit }: ChoiceProps) {
  const words = useWords()
  return (
    <TextField
      select
      label={words(label)}
      value={draft[field]}
      disabled={disabled}
      onChange={(event) => onEdit({ [field]: event.target.value })}
      slotProps={{
        select: { native: true },
        inputLabel: { shrink: true },
        htmlInput: { 'data-testid': `promo-${field}` },
      }}
    >
      {choices.map(([value, name]) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </TextField>
  )
}
