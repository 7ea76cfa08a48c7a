import { CAMPAIGN_STATES } from '@casino-club/shared'
import AddIcon from '@mui/icons-material/AddOutlined'
import { Button, Chip } from '@mui/material'
import { useMemo } from 'react'
import { DataTable, Link, List, SelectInput, TextInput, TopToolbar, useCanAccess } from 'react-admin'
import { TimeField } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import { TableRows } from '../layout/table-rows.tsx'
import type { CampaignRow } from '../providers/resources.ts'

const NEWEST = { field: 'changedAt', order: 'DESC' } as const

/** All campaigns, with filters in the address. */
export function CampaignList() {
  const words = useWords()
  const filters = useFilters()
  return (
    <List filters={filters} sort={NEWEST} perPage={25} actions={<Actions />} exporter={false} empty={false}>
      <DataTable<CampaignRow> body={TableRows} bulkActionButtons={false} rowClick="show">
        <DataTable.Col source="id" />
        <DataTable.Col
          source="name"
          render={({ id, name }: CampaignRow) => <Link to={`/campaigns/${id}/show`}>{name}</Link>}
        />
        <DataTable.Col source="state" render={({ state }: CampaignRow) => <CampaignBadge state={state} />} />
        <DataTable.Col
          source="audience"
          disableSort
          render={({ audience }: CampaignRow) => words(`campaigns.kinds.${audience}`)}
        />
        <DataTable.Col
          source="channels"
          disableSort
          render={({ channels }: CampaignRow) =>
            channels.map((channel) => words(`campaigns.channelNames.${channel}`)).join(', ')
          }
        />
        <DataTable.Col source="startsAt">
          <TimeField source="startsAt" short />
        </DataTable.Col>
        <DataTable.Col source="changedAt">
          <TimeField source="changedAt" short />
        </DataTable.Col>
        <DataTable.Col source="createdBy" disableSort />
      </DataTable>
    </List>
  )
}

const COLOURS: Partial<Record<CampaignRow['state'], 'success' | 'warning' | 'error' | 'info'>> = {
  running: 'success',
  approval: 'warning',
  scheduled: 'info',
  paused: 'warning',
  stopped: 'error',
}

/** Where a campaign stands. */
export function CampaignBadge({ state }: { state: CampaignRow['state'] }) {
  const words = useWords()
  return (
    <Chip
      size="small"
      variant={state === 'running' ? 'filled' : 'outlined'}
      color={COLOURS[state] ?? 'default'}
      label={words(`campaigns.states.${state}`)}
      data-testid="campaign-state"
      data-state={state}
    />
  )
}

function Actions() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'write', resource: 'campaigns' })
  return (
    <TopToolbar>
      {canAccess ? (
        <Button size="small" component={Link} to="/campaigns/create" startIcon={<AddIcon />} data-testid="campaign-new">
          {words('campaigns.new')}
        </Button>
      ) : null}
    </TopToolbar>
  )
}

function useFilters() {
  const words = useWords()
  return useMemo(
    () => [
      <TextInput key="q" source="q" label={words('campaigns.search')} alwaysOn helperText={false} resettable />,
      <SelectInput
        key="state"
        source="state"
        alwaysOn
        helperText={false}
        choices={CAMPAIGN_STATES.map((state) => ({ id: state, name: words(`campaigns.states.${state}`) }))}
        emptyText={words('campaigns.allStates')}
        translateChoice={false}
      />,
    ],
    [words],
  )
}
