import { MISSION_PERIODS } from '@casino-club/shared'
import AddIcon from '@mui/icons-material/AddOutlined'
import { Button, Chip } from '@mui/material'
import { useMemo } from 'react'
import { DataTable, Link, List, SelectInput, TopToolbar, useCanAccess, useLocale } from 'react-admin'
import { Code, TimeField } from '../format/fields.tsx'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { TableRows } from '../layout/table-rows.tsx'
import type { MissionRow } from '../providers/resources.ts'
import { TargetFilter } from '../segments/target-input.tsx'

const BY_ID = { field: 'id', order: 'ASC' } as const

/** All missions, with filters in the address. */
export function MissionList() {
  const words = useWords()
  const format = useFormat()
  const locale = useLocale() === 'ko' ? 'ko' : 'en'
  const filters = usePeriodFilter()
  return (
    <List filters={filters} sort={BY_ID} perPage={50} actions={<Actions />} exporter={false} empty={false}>
      <DataTable<MissionRow> body={TableRows} bulkActionButtons={false} rowClick="show">
        <DataTable.Col
          source="id"
          render={({ id }: MissionRow) => (
            <Link to={`/missions/${id}/show`}>
              <Code>{id}</Code>
            </Link>
          )}
        />
        <DataTable.Col source="title" disableSort render={({ body }: MissionRow) => body.title[locale]} />
        <DataTable.Col source="period" render={({ period }: MissionRow) => words(`missions.periods.${period}`)} />
        <DataTable.Col
          source="counts"
          disableSort
          render={({ body }: MissionRow) =>
            `${words(`missions.counts.${body.counts}`)} × ${format.amount(body.target)}`
          }
        />
        <DataTable.Col
          source="state"
          disableSort
          render={(mission: MissionRow) => <MissionBadge mission={mission} />}
        />
        <DataTable.Col source="changedAt">
          <TimeField source="changedAt" short />
        </DataTable.Col>
      </DataTable>
    </List>
  )
}

/** Whether a mission is offered. */
export function MissionBadge({ mission }: { mission: Pick<MissionRow, 'liveVersion' | 'body'> }) {
  const words = useWords()
  const state = mission.liveVersion === null ? 'draft' : mission.body.enabled ? 'live' : 'off'
  return (
    <Chip
      size="small"
      color={state === 'live' ? 'success' : 'default'}
      variant={state === 'live' ? 'filled' : 'outlined'}
      label={words(`missions.states.${state}`)}
      data-testid="mission-state"
    />
  )
}

function Actions() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'edit', resource: 'missions' })
  return (
    <TopToolbar>
      {canAccess ? (
        <Button size="small" component={Link} to="/missions/create" startIcon={<AddIcon />} data-testid="mission-new">
          {words('missions.new')}
        </Button>
      ) : null}
    </TopToolbar>
  )
}

function usePeriodFilter() {
  const words = useWords()
  return useMemo(
    () => [
      <SelectInput
        key="period"
        source="period"
        alwaysOn
        helperText={false}
        choices={MISSION_PERIODS.map((period) => ({ id: period, name: words(`missions.periods.${period}`) }))}
        emptyText={words('missions.allPeriods')}
        translateChoice={false}
      />,
      <TargetFilter key="segment" source="segment" alwaysOn />,
    ],
    [words],
  )
}
