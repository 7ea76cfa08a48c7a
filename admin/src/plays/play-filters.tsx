import { GAMES } from '@casino-club/shared'
import { type ReactElement, useMemo } from 'react'
import { BooleanInput, DateInput, SearchInput, SelectInput, TextInput } from 'react-admin'
import { CLUB_ZONE_LABEL } from '../format/zone.ts'
import { useWords } from '../i18n/use-words.ts'

const NUMBERS = ['minBet', 'minWin', 'version'] as const

/** What plays can be searched by. Days are days of the club's zone, both ends included. */
export function usePlayFilters(): ReactElement[] {
  const words = useWords()
  return useMemo(() => {
    const zone = { zone: CLUB_ZONE_LABEL }
    const player = words('plays.player')
    return [
      <SearchInput
        key="player"
        source="player"
        alwaysOn
        helperText={false}
        placeholder={player}
        slotProps={{ htmlInput: { 'aria-label': player, 'data-testid': 'plays-player', maxLength: 100 } }}
        sx={{ width: 260 }}
      />,
      <SelectInput
        key="game"
        source="game"
        alwaysOn
        helperText={false}
        choices={GAMES.map((game) => ({ id: game, name: words(`games.${game}`) }))}
        emptyText={words('odds.allGames')}
        translateChoice={false}
      />,
      ...NUMBERS.map((source) => (
        <TextInput
          key={source}
          source={source}
          alwaysOn
          helperText={false}
          label={words(`plays.${source}`)}
          slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 15, 'data-testid': `plays-${source}` } }}
          sx={{ width: 120 }}
        />
      )),
      ...(['from', 'to'] as const).map((source) => (
        <DateInput
          key={source}
          source={source}
          alwaysOn
          helperText={false}
          label={words(`plays.${source}`, zone)}
          parse={dayOnly}
        />
      )),
      <BooleanInput
        key="winsOnly"
        source="winsOnly"
        alwaysOn
        helperText={false}
        label={words('plays.winsOnly')}
        format={(value: unknown) => value === 'true' || value === true}
        parse={(value: boolean) => (value ? 'true' : null)}
      />,
    ]
  }, [words])
}

/** Keeps the day as it was typed: a `Date` would move it to the browser's zone. */
const dayOnly = (value: string) => value || null
