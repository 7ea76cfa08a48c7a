import { type AdminSegment, isTargetable } from '@casino-club/shared'
import { MenuItem, TextField } from '@mui/material'
import { SelectInput, useGetList } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'

/** All segments that something may be aimed by. */
function useTargets(): readonly AdminSegment[] {
  const { data = [] } = useGetList<AdminSegment>('segments', { pagination: { page: 1, perPage: 100 } })
  return data.filter(({ dimension }) => isTargetable(dimension))
}

interface TargetInputProps {
  readonly label: string
  readonly help?: string
  readonly error?: boolean
  readonly value: readonly string[]
  readonly testId: string
  readonly onEdit: (segments: string[]) => void
}

/** Some of the segments; one that the rules do not have any more can still be taken away. */
export function TargetInput({ label, help, error = false, value, testId, onEdit }: TargetInputProps) {
  const known = useTargets()
  const gone = value.filter((each) => !known.some(({ id }) => id === each))
  return (
    <TextField
      select
      label={label}
      helperText={help}
      error={error}
      value={[...value]}
      onChange={({ target }) => onEdit([target.value].flat())}
      slotProps={{ select: { multiple: true }, htmlInput: { 'data-testid': testId } }}
    >
      {known.map(({ id, players }) => (
        <MenuItem key={id} value={id}>
          {`${id} (${players})`}
        </MenuItem>
      ))}
      {gone.map((each) => (
        <MenuItem key={each} value={each}>
          {each}
        </MenuItem>
      ))}
    </TextField>
  )
}

/** A filter of a list by what is for one segment. */
export function TargetFilter(_: { readonly source: string; readonly alwaysOn?: boolean }) {
  const words = useWords()
  return (
    <SelectInput
      source="segment"
      helperText={false}
      label={words('segments.aimedAt')}
      choices={useTargets().map(({ id }) => ({ id, name: id }))}
      emptyText={words('segments.aimedAtAny')}
      translateChoice={false}
    />
  )
}
