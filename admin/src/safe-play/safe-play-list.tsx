import { type LimitId, SAFE_PLAY_STATES } from '@casino-club/shared'
import { type ReactElement, useMemo } from 'react'
import { DataTable, Link, List, SearchInput, SelectInput, TopToolbar } from 'react-admin'
import { TimeField } from '../format/fields.tsx'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { TableRows } from '../layout/table-rows.tsx'
import { ExportButton } from '../players/export-button.tsx'
import type { SafePlayerRecord } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { nameOfLimit } from './name-of-limit.ts'

const LATEST_FIRST = { field: 'changedAt', order: 'DESC' } as const

/** Players who have decided something about their play, with filters in the address. */
export function SafePlayList() {
  const words = useWords()
  const { exportSafePlay } = useAdminActions()
  const filters = useSafePlayFilters()
  const actions = (
    <TopToolbar>
      <ExportButton resource="safe-play" fetchFile={exportSafePlay} />
    </TopToolbar>
  )
  return (
    <List filters={filters} sort={LATEST_FIRST} perPage={25} actions={actions} exporter={false} empty={false}>
      <DataTable<SafePlayerRecord> body={TableRows} bulkActionButtons={false} rowClick={false}>
        <DataTable.Col
          source="siteId"
          disableSort
          render={({ id, siteId, nickname }: SafePlayerRecord) => (
            <Link to={`/players/${id}/show/safe-play`}>{`${nickname} (${siteId})`}</Link>
          )}
        />
        <DataTable.Col source="limits" disableSort render={(player: SafePlayerRecord) => <Limits {...player} />} />
        <DataTable.Col
          source="pending"
          disableSort
          render={({ pending }: SafePlayerRecord) =>
            pending.map(({ limit }) => nameOfLimit(limit, words)).join(' · ') || '–'
          }
        />
        <DataTable.Col source="pausedUntil" disableSort>
          <TimeField source="pausedUntil" short />
        </DataTable.Col>
        <DataTable.Col
          source="excludedUntil"
          disableSort
          render={(player: SafePlayerRecord) => <Excluded {...player} />}
        />
        <DataTable.Col source="changedAt">
          <TimeField source="changedAt" short />
        </DataTable.Col>
      </DataTable>
    </List>
  )
}

function Limits({ limits }: SafePlayerRecord) {
  const words = useWords()
  const format = useFormat()
  const set = Object.entries(limits) as [LimitId, number][]
  return <>{set.map(([id, most]) => `${nameOfLimit(id, words)}: ${format.amount(most)}`).join(' · ') || '–'}</>
}

function Excluded({ excludedSince, excludedUntil }: SafePlayerRecord) {
  const words = useWords()
  const format = useFormat()
  if (excludedSince === null) return '–'
  return <>{excludedUntil === null ? words('safePlay.forEver') : format.dateTime(excludedUntil)}</>
}

function useSafePlayFilters(): ReactElement[] {
  const words = useWords()
  return useMemo(() => {
    const search = words('resources.safe-play.fields.q')
    return [
      <SearchInput
        key="q"
        source="q"
        alwaysOn
        helperText={false}
        placeholder={search}
        slotProps={{ htmlInput: { 'aria-label': search, maxLength: 100 } }}
        sx={{ width: 280 }}
      />,
      <SelectInput
        key="state"
        source="state"
        alwaysOn
        helperText={false}
        choices={SAFE_PLAY_STATES.map((state) => ({ id: state, name: words(`safePlay.states.${state}`) }))}
        emptyText={words('safePlay.allStates')}
        translateChoice={false}
      />,
    ]
  }, [words])
}
