import { REWARD_TYPES } from '@casino-club/shared'
import RemoveIcon from '@mui/icons-material/RemoveCircleOutline'
import { Box, IconButton, TextField } from '@mui/material'
import { useGetList, useLocale } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { nameOfItem } from '../items/name-of-item.ts'
import type { CatalogueEntry } from '../providers/resources.ts'
import type { GrantRow } from './grant-draft.ts'

interface GrantRowProps {
  readonly index: number
  readonly row: GrantRow
  readonly wrong: boolean
  readonly onEdit: (change: Partial<GrantRow>) => void
  /** Null: the last row stays. */
  readonly onRemove: (() => void) | null
}

const MAX_LISTED = 200

/** One thing to be granted: its type, and what that type needs. */
export function GrantRowInputs(props: GrantRowProps) {
  const { index, row, wrong, onEdit, onRemove } = props
  const words = useWords()
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
      <TextField
        select
        label={words('rewards.type')}
        value={row.type}
        onChange={(event) => onEdit({ type: REWARD_TYPES.find((type) => type === event.target.value) ?? row.type })}
        slotProps={{ select: { native: true }, htmlInput: { 'data-testid': `reward-type-${index}` } }}
        sx={{ minWidth: 130 }}
      >
        {REWARD_TYPES.map((type) => (
          <option key={type} value={type}>
            {words(`rewards.types.${type}`)}
          </option>
        ))}
      </TextField>
      {row.type === 'ITEM' ? <ItemChoice {...props} /> : null}
      <TextField
        fullWidth
        label={words(LABEL[row.type] ?? 'rewards.amount')}
        value={row.type === 'CONTENT_UNLOCK' ? row.content : row.amount}
        onChange={({ target: { value } }) =>
          onEdit(row.type === 'CONTENT_UNLOCK' ? { content: value } : { amount: value })
        }
        error={wrong}
        autoComplete="off"
        slotProps={{ htmlInput: { 'data-testid': `reward-amount-${index}`, maxLength: 60 } }}
      />
      {onRemove ? (
        <IconButton onClick={onRemove} aria-label={words('rewards.remove')} sx={{ mt: 1 }}>
          <RemoveIcon />
        </IconButton>
      ) : null}
    </Box>
  )
}

const LABEL: Partial<Record<GrantRow['type'], 'rewards.quantity' | 'rewards.content'>> = {
  ITEM: 'rewards.quantity',
  CONTENT_UNLOCK: 'rewards.content',
}

/** The items that may be granted. */
function ItemChoice({ index, row, wrong, onEdit }: GrantRowProps) {
  const words = useWords()
  const locale = useLocale()
  const { data: items = [] } = useGetList<CatalogueEntry>('items', {
    filter: { active: 'true' },
    sort: { field: 'id', order: 'ASC' },
    pagination: { page: 1, perPage: MAX_LISTED },
  })
  return (
    <TextField
      select
      fullWidth
      label={words('rewards.item')}
      value={row.item}
      onChange={(event) => onEdit({ item: event.target.value })}
      error={wrong && row.item === ''}
      slotProps={{
        select: { native: true },
        inputLabel: { shrink: true },
        htmlInput: { 'data-testid': `reward-item-${index}` },
      }}
    >
      <option value="" />
      {items.map((item) => (
        <option key={item.id} value={item.id}>
          {nameOfItem(item, locale)}
        </option>
      ))}
    </TextField>
  )
}
