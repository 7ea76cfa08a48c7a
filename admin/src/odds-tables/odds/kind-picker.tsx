import { Autocomplete, TextField } from '@mui/material'
import { useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { useOddsNames } from '../use-odds-names.ts'

/** The kind that is looked at: the chosen one as long as it is there, else the first. */
export function useKind(kinds: readonly string[]) {
  const [chosen, choose] = useState<string | null>(null)
  const kind = chosen !== null && kinds.includes(chosen) ? chosen : (kinds[0] ?? null)
  return { kind, choose }
}

interface KindPickerProps {
  readonly kinds: readonly string[]
  readonly kind: string
  readonly onChoose: (kind: string) => void
  /** How a kind is called where it is not by its own name. */
  readonly nameOf?: (kind: string) => string
}

/** Chooses one of many kinds of play, also by typing a part of its name. */
export function KindPicker({ kinds, kind, onChoose, nameOf }: KindPickerProps) {
  const words = useWords()
  const names = useOddsNames()
  if (kinds.length < 2) return null
  return (
    <Autocomplete
      options={[...kinds]}
      value={kind}
      disableClearable
      size="small"
      getOptionLabel={nameOf ?? names.kind}
      onChange={(_event, chosen) => onChoose(chosen)}
      renderInput={(params) => <TextField {...params} label={words('odds.kind')} />}
      sx={{ maxWidth: 320, my: 1 }}
      data-testid="odds-kind"
    />
  )
}
