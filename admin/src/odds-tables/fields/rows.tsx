import AddIcon from '@mui/icons-material/Add'
import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import { Button, IconButton } from '@mui/material'
import { useWords } from '../../i18n/use-words.ts'
import { type FormTree, type Path, pathKey } from '../editor/table-form.ts'
import { useTableFields } from './table-fields.ts'

/** Adds a row to a list of the table; not there where it is only read. */
export function AddRow({ path, row }: { path: Path; row: FormTree }) {
  const words = useWords()
  const { editing } = useTableFields()
  if (!editing) return null
  return (
    <Button
      size="small"
      startIcon={<AddIcon />}
      onClick={() => editing.add(path, row)}
      data-testid={`odds-add-${pathKey(path)}`}
      sx={{ mt: 1 }}
    >
      {words('odds.field.add')}
    </Button>
  )
}

/** Takes a row away; not there where the table is only read. */
export function RemoveRow({ path, name }: { path: Path; name: string }) {
  const words = useWords()
  const { editing } = useTableFields()
  if (!editing) return null
  return (
    <IconButton
      size="small"
      aria-label={words('odds.field.remove', { name })}
      onClick={() => editing.remove(path)}
      data-testid={`odds-remove-${pathKey(path)}`}
    >
      <DeleteIcon fontSize="small" />
    </IconButton>
  )
}
