import { RANKS } from '@casino-club/shared'
import { type ReactElement, useMemo } from 'react'
import { DateInput, SearchInput, SelectInput } from 'react-admin'
import { CLUB_ZONE_LABEL } from '../format/zone.ts'
import { useWords } from '../i18n/use-words.ts'

/** What players can be searched and filtered by. Days are days of the club's zone, both ends included. */
export function usePlayerFilters(): ReactElement[] {
  const words = useWords()
  return useMemo(() => {
    const zone = { zone: CLUB_ZONE_LABEL }
    const ranks = RANKS.map((rank) => ({ id: rank, name: words(`ranks.${rank}`) }))
    const search = words('resources.players.fields.q')
    return [
      <SearchInput
        key="q"
        source="q"
        alwaysOn
        helperText={false}
        placeholder={search}
        slotProps={{ htmlInput: { 'aria-label': search, 'data-testid': 'players-search', maxLength: 100 } }}
        sx={{ width: 280 }}
      />,
      <SelectInput
        key="rank"
        source="rank"
        alwaysOn
        helperText={false}
        choices={ranks}
        emptyText={words('players.allRanks')}
        translateChoice={false}
      />,
      <DateInput
        key="createdFrom"
        source="createdFrom"
        alwaysOn
        helperText={false}
        label={words('resources.players.fields.createdFrom', zone)}
        parse={dayOnly}
      />,
      <DateInput
        key="createdTo"
        source="createdTo"
        alwaysOn
        helperText={false}
        label={words('resources.players.fields.createdTo', zone)}
        parse={dayOnly}
      />,
    ]
  }, [words])
}

/** Keeps the day as it was typed: a `Date` would move it to the browser's zone. */
const dayOnly = (value: string) => value || null
