import { DataTable, FilterButton, List, SelectPageCheckbox, TopToolbar, useCanAccess } from 'react-admin'
import { AmountField, TimeField } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import { RecordLink } from '../layout/record-link.tsx'
import { TableRows } from '../layout/table-rows.tsx'
import type { Player } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { OnlineBadge, RankBadge, StateBadge } from './badges.tsx'
import { BulkLogoutToolbar } from './bulk-logout-toolbar.tsx'
import { ChoosePlayer } from './choose-player.tsx'
import { ExportButton } from './export-button.tsx'
import { usePlayerFilters } from './player-filters.tsx'

const NEWEST_FIRST = { field: 'createdAt', order: 'DESC' } as const

/** All players; search, filters, order and page stand in the address. */
export function PlayerList() {
  const filters = usePlayerFilters()
  const { exportPlayers } = useAdminActions()
  const actions = (
    <TopToolbar>
      <FilterButton />
      <ExportButton resource="players" fetchFile={exportPlayers} />
    </TopToolbar>
  )
  return (
    <List filters={filters} sort={NEWEST_FIRST} perPage={25} actions={actions} exporter={false} empty={false}>
      <PlayerTable />
    </List>
  )
}

function PlayerTable() {
  const words = useWords()
  const { canAccess: mayLogOut } = useCanAccess({ action: 'logout', resource: 'players' })
  return (
    <DataTable<Player>
      body={TableRows}
      // Its own boxes have no name that a screen reader could read; ours are a column.
      bulkActionButtons={false}
      bulkActionsToolbar={mayLogOut ? <BulkLogoutToolbar /> : false}
      rowClick="show"
    >
      {mayLogOut ? (
        <DataTable.Col
          source="chosen"
          label={<SelectPageCheckbox />}
          disableSort
          render={(player: Player) => <ChoosePlayer player={player} />}
        />
      ) : null}
      <DataTable.NumberCol source="id" options={{ useGrouping: false }} />
      <DataTable.Col
        source="siteId"
        render={(player: Player) => (
          <RecordLink resource="players" id={player.id}>
            {player.siteId}
          </RecordLink>
        )}
      />
      <DataTable.Col source="nickname" />
      <DataTable.Col source="rank" render={(player: Player) => <RankBadge rank={player.rank} />} />
      <DataTable.Col source="coins" align="right">
        <AmountField source="coins" />
      </DataTable.Col>
      <DataTable.Col source="gems" align="right">
        <AmountField source="gems" />
      </DataTable.Col>
      <DataTable.Col source="tickets" align="right">
        <AmountField source="tickets" />
      </DataTable.Col>
      <DataTable.Col source="createdAt">
        <TimeField source="createdAt" short />
      </DataTable.Col>
      <DataTable.Col source="lastLoginAt">
        <TimeField source="lastLoginAt" short never={words('players.never')} />
      </DataTable.Col>
      <DataTable.Col source="lastSeenAt" disableSort>
        <TimeField source="lastSeenAt" short never={words('players.never')} />
      </DataTable.Col>
      <DataTable.Col source="state" disableSort render={({ state }: Player) => <StateBadge state={state} />} />
      <DataTable.Col source="online" disableSort render={(player: Player) => <OnlineBadge online={player.online} />} />
    </DataTable>
  )
}
