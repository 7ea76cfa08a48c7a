import { REWARD_TYPES, type RewardType } from '@casino-club/shared'
import AddIcon from '@mui/icons-material/AddOutlined'
import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import { Alert, Button, IconButton, Stack, TextField } from '@mui/material'
import { useGetList, useLocale } from 'react-admin'
import { useWords } from '../../i18n/use-words.ts'
import { nameOfItem } from '../../items/name-of-item.ts'
import type { CatalogueEntry } from '../../providers/resources.ts'
import type { ContentDraft } from './product-draft.ts'

interface ContentsInputsProps {
  readonly contents: readonly ContentDraft[]
  readonly wrong: boolean
  /** Where a page has several: what the fields of this one are found by. */
  readonly name?: string
  readonly onEdit: (contents: readonly ContentDraft[]) => void
}

const MOST_ITEMS = 200
const MOST_LINES = 20

/** What a product holds, line by line; items by their names. */
export function ContentsInputs({ contents, wrong, name = 'content', onEdit }: ContentsInputsProps) {
  const words = useWords()
  const items = useGetList<CatalogueEntry>('items', {
    filter: { active: 'true' },
    pagination: { page: 1, perPage: MOST_ITEMS },
    sort: { field: 'id', order: 'ASC' },
  })
  const edit = (index: number, change: Partial<ContentDraft>) =>
    onEdit(contents.map((line, at) => (at === index ? { ...line, ...change } : line)))
  return (
    <Stack spacing={1}>
      {wrong ? <Alert severity="error">{words('shop.contentsWrong')}</Alert> : null}
      {items.error ? <Alert severity="warning">{words('shop.itemsFailed')}</Alert> : null}
      {contents.map((line, index) => (
        <ContentLine
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has nothing of its own to be known by
          key={index}
          {...{ line, index, name }}
          items={items.data ?? []}
          onEdit={(change) => edit(index, change)}
          onRemove={() => onEdit(contents.filter((_, at) => at !== index))}
        />
      ))}
      <div>
        <Button
          size="small"
          startIcon={<AddIcon />}
          disabled={contents.length >= MOST_LINES}
          onClick={() => onEdit([...contents, { type: 'COIN', item: '', amount: '' }])}
          data-testid={`${name}-add`}
        >
          {words('shop.addContent')}
        </Button>
      </div>
    </Stack>
  )
}

interface ContentLineProps {
  readonly line: ContentDraft
  readonly index: number
  readonly name: string
  readonly items: readonly CatalogueEntry[]
  readonly onEdit: (change: Partial<ContentDraft>) => void
  readonly onRemove: () => void
}

function ContentLine({ line, index, name, items, onEdit, onRemove }: ContentLineProps) {
  const words = useWords()
  const locale = useLocale()
  const input = (field: string) => ({ htmlInput: { 'data-testid': `${name}-${index}-${field}`, maxLength: 100 } })
  const known = items.some(({ id }) => id === line.item)
  return (
    <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1} sx={{ alignItems: { sm: 'center' } }}>
      <TextField
        select
        label={words('shop.contentType')}
        value={line.type}
        onChange={(event) => onEdit({ type: event.target.value as RewardType, item: '' })}
        slotProps={{ ...input('type'), select: { native: true }, inputLabel: { shrink: true } }}
      >
        {REWARD_TYPES.map((type) => (
          <option key={type} value={type}>
            {words(`shop.contents.${type}`)}
          </option>
        ))}
      </TextField>
      {line.type === 'ITEM' ? (
        <TextField
          select
          label={words('shop.item')}
          value={line.item}
          onChange={(event) => onEdit({ item: event.target.value })}
          slotProps={{ ...input('item'), select: { native: true }, inputLabel: { shrink: true } }}
        >
          <option value="">{words('shop.chooseItem')}</option>
          {known || line.item === '' ? null : <option value={line.item}>{line.item}</option>}
          {items.map((item) => (
            <option key={item.id} value={item.id}>
              {nameOfItem(item, locale)}
            </option>
          ))}
        </TextField>
      ) : null}
      {line.type === 'CONTENT_UNLOCK' ? (
        <TextField
          label={words('shop.unlocks')}
          value={line.item}
          onChange={(event) => onEdit({ item: event.target.value })}
          slotProps={input('item')}
        />
      ) : (
        <TextField
          label={words('shop.amount')}
          value={line.amount}
          onChange={(event) => onEdit({ amount: event.target.value })}
          slotProps={input('amount')}
        />
      )}
      <IconButton aria-label={words('shop.removeContent')} onClick={onRemove} sx={{ alignSelf: 'center' }}>
        <DeleteIcon />
      </IconButton>
    </Stack>
  )
}
