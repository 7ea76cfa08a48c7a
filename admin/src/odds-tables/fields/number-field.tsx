import { Box, TextField, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { Code } from '../../format/fields.tsx'
import { useFormat } from '../../format/use-format.ts'
import { type Path, pathKey, textAt } from '../editor/table-form.ts'
import { useTableFields } from './table-fields.ts'

interface FieldProps {
  readonly path: Path
  readonly label: string
  /** In a table's cell the column's head says what it is. */
  readonly bare?: boolean
  readonly help?: string
}

/** A whole number of the table. */
export function NumberField(props: FieldProps) {
  const format = useFormat()
  const { form, editing } = useTableFields()
  if (editing) return <Input {...props} numeric />
  const value = format.amount(Number(textAt(form, props.path)))
  return props.bare ? value : <Reading {...props} value={value} />
}

/** A name of the table, such as a symbol's. */
export function NameField(props: FieldProps) {
  const { form, editing } = useTableFields()
  return editing ? <Input {...props} numeric={false} /> : <Code>{textAt(form, props.path)}</Code>
}

function Input({ path, label, bare = false, help, numeric }: FieldProps & { numeric: boolean }) {
  const { form, problems, editing } = useTableFields()
  const key = pathKey(path)
  const problem = problems.get(key)
  return (
    <TextField
      {...(bare ? {} : { label })}
      value={textAt(form, path)}
      onChange={(event) => editing?.set(path, event.target.value)}
      error={problem !== undefined}
      helperText={problem ?? help}
      autoComplete="off"
      sx={{ minWidth: widthOf(numeric, bare), width: '100%', ...(bare && { '& input': { px: 1, py: 0.75 } }) }}
      slotProps={{
        htmlInput: {
          'aria-label': label,
          'data-testid': `odds-field-${key}`,
          inputMode: numeric ? 'numeric' : 'text',
          maxLength: numeric ? 16 : 40,
          style: numeric && bare ? { textAlign: 'right' } : {},
        },
      }}
    />
  )
}

/** Narrow in a row of many, so that the row fits; a weight or a value still shows whole. */
const widthOf = (numeric: boolean, bare: boolean): number => (numeric ? (bare ? 64 : 76) : 120)

function Reading({ label, help, value }: FieldProps & { value: string }) {
  return (
    <Box>
      <Typography variant="caption" color="text.secondary" component="p">
        {label}
      </Typography>
      <Typography sx={{ fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}>{value}</Typography>
      {help ? (
        <Typography variant="caption" color="text.secondary" component="p">
          {help}
        </Typography>
      ) : null}
    </Box>
  )
}

/** Fields side by side, as many as there is room for. */
export function FieldGrid({ children }: { children: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        pt: 1,
        alignItems: 'start',
        gridTemplateColumns: 'repeat(auto-fill, minmax(170px, 1fr))',
      }}
    >
      {children}
    </Box>
  )
}
