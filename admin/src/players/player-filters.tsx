import { PLAYER_STATES, RANKS } from '@casino-club/shared'
import { type ReactElement, useMemo } from 'react'
import { DateInput, SearchInput, SelectInput } from 'react-admin'
import { CLUB_ZONE_LABEL } from '../format/zone.ts'
import { useWords } from '../i18n/use-words.ts'

/** Days to filter by; the rarer ones are added when they are wanted. */
const DAYS = [
  { source: 'createdFrom', alwaysOn: true },
  { source: 'createdTo', alwaysOn: true },
  { source: 'seenFrom', alwaysOn: false },
  { source: 'seenTo', alwaysOn: false },
] as const

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
      <SelectInput
        key="state"
        source="state"
        alwaysOn
        helperText={false}
        choices={PLAYER_STATES.map((state) => ({ id: state, name: words(`access.states.${state}`) }))}
        emptyText={words('access.allStates')}
        translateChoice={false}
      />,
      ...DAYS.map(({ source, alwaysOn }) => (
        <DateInput
          key={source}
          source={source}
          alwaysOn={alwaysOn}
          helperText={false}
          label={words(`resources.players.fields.${source}`, zone)}
          parse={dayOnly}
        />
      )),
    ]
  }, [words])
}

/** Keeps the day as it was typed: a `Date` would move it to the browser's zone. */
const dayOnly = (value: string) => value || null
