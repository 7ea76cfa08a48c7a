import { GAMES } from '@casino-club/shared'
import { type ReactElement, useMemo } from 'react'
import { List, SelectInput, TopToolbar } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { VersionsTable } from './versions-table.tsx'

const NEWEST_FIRST = { field: 'id', order: 'DESC' } as const
const STATUSES = ['draft', 'published', 'retired'] as const

/** Every version of every game's odds, with what it returns exactly. */
export function OddsList() {
  const filters = useOddsFilters()
  return (
    <List filters={filters} sort={NEWEST_FIRST} perPage={25} actions={<TopToolbar />} exporter={false} empty={false}>
      <VersionsTable withGame />
    </List>
  )
}

function useOddsFilters(): ReactElement[] {
  const words = useWords()
  return useMemo(
    () => [
      <SelectInput
        key="game"
        source="game"
        alwaysOn
        helperText={false}
        choices={GAMES.map((game) => ({ id: game, name: words(`games.${game}`) }))}
        emptyText={words('odds.allGames')}
        translateChoice={false}
      />,
      <SelectInput
        key="status"
        source="status"
        alwaysOn
        helperText={false}
        choices={STATUSES.map((status) => ({ id: status, name: words(`slotTables.status.${status}`) }))}
        emptyText={words('odds.allStatuses')}
        translateChoice={false}
      />,
    ],
    [words],
  )
}
