import { CURRENCIES, ITEM_KINDS, RARITIES } from '@casino-club/shared'
import { Box, FormControlLabel, Switch, TextField } from '@mui/material'
import type { MessageKey } from '../i18n/app-messages.ts'
import { useWords } from '../i18n/use-words.ts'
import type { ItemDraft, ItemField } from './item-draft.ts'

interface ItemInputsProps {
  readonly draft: ItemDraft
  readonly wrong: ReadonlySet<ItemField>
  /** An item's id stays as it is. */
  readonly asNew: boolean
  readonly onEdit: (change: Partial<ItemDraft>) => void
}

/** Everything an admin says about an item. */
export function ItemInputs({ draft, wrong, asNew, onEdit }: ItemInputsProps) {
  const words = useWords()
  const text = (field: WordField, label: MessageKey, help?: MessageKey) => (
    <TextField
      label={words(label)}
      value={draft[field]}
      onChange={(event) => onEdit({ [field]: event.target.value })}
      error={wrong.has(field)}
      helperText={help && words(help)}
      disabled={field === 'id' && !asNew}
      autoComplete="off"
      slotProps={{ htmlInput: { 'data-testid': `item-${field}`, maxLength: 500 } }}
    />
  )
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, alignItems: 'start' }}>
      {text('id', 'items.id', 'items.idHelp')}
      <Choice
        field="kind"
        label="resources.items.fields.kind"
        draft={draft}
        onEdit={onEdit}
        choices={ITEM_KINDS.map((kind) => [kind, words(`items.kinds.${kind}`)])}
      />
      {text('nameEn', 'items.nameEn')}
      {text('nameKo', 'items.nameKo')}
      {text('descriptionEn', 'items.descriptionEn')}
      {text('descriptionKo', 'items.descriptionKo')}
      <Choice
        field="rarity"
        label="resources.items.fields.rarity"
        draft={draft}
        onEdit={onEdit}
        choices={[
          ['', words('items.none')],
          ...RARITIES.map((rarity) => [rarity, words(`items.rarities.${rarity}`)] as const),
        ]}
      />
      {text('image', 'items.image', 'items.imageHelp')}
      {text('expiresAfterDays', 'items.expiresAfterDays', 'items.expiresHelp')}
      <Choice
        field="effectCurrency"
        label="items.effect"
        draft={draft}
        onEdit={onEdit}
        choices={[
          ['', words('items.effectNothing')],
          ...CURRENCIES.map((currency) => [currency, words(`currencies.${currency}`)] as const),
        ]}
      />
      {draft.effectCurrency === '' ? null : text('effectAmount', 'items.effectAmount')}
      <ActiveSwitch draft={draft} onEdit={onEdit} />
    </Box>
  )
}

function ActiveSwitch({ draft, onEdit }: Pick<ItemInputsProps, 'draft' | 'onEdit'>) {
  const words = useWords()
  return (
    <FormControlLabel
      control={
        <Switch
          checked={draft.active}
          onChange={(event) => onEdit({ active: event.target.checked })}
          slotProps={{ input: { 'data-testid': 'item-active' } as object }}
        />
      }
      label={words('items.isActive')}
    />
  )
}

type WordField = Exclude<ItemField, 'active' | 'kind' | 'rarity' | 'effectCurrency'>

interface ChoiceProps extends Pick<ItemInputsProps, 'draft' | 'onEdit'> {
  readonly field: 'kind' | 'rarity' | 'effectCurrency'
  readonly label: MessageKey
  readonly choices: readonly (readonly [value: string, name: string])[]
}

function Choice({ field, label, draft, onEdit, choices }: ChoiceProps) {
  const words = useWords()
  return (
    <TextField
      select
      label={words(label)}
      value={draft[field]}
      onChange={(event) => onEdit({ [field]: event.target.value })}
      slotProps={{
        select: { native: true },
        inputLabel: { shrink: true },
        htmlInput: { 'data-testid': `item-${field}` },
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
