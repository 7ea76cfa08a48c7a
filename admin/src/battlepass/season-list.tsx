import AddIcon from '@mui/icons-material/AddOutlined'
import { Button, Chip } from '@mui/material'
import { DataTable, Link, List, TopToolbar, useCanAccess, useLocale } from 'react-admin'
import { Code, TimeField } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import { TableRows } from '../layout/table-rows.tsx'
import type { SeasonRow } from '../providers/resources.ts'
import { seasonState, utcOf } from './season-state.ts'

const NEWEST = { field: 'startsAt', order: 'DESC' } as const

/** All seasons of the battle pass. */
export function SeasonList() {
  const words = useWords()
  const locale = useLocale() === 'ko' ? 'ko' : 'en'
  return (
    <List sort={NEWEST} perPage={25} actions={<Actions />} exporter={false} empty={false}>
      <DataTable<SeasonRow> body={TableRows} bulkActionButtons={false} rowClick="show">
        <DataTable.Col
          source="id"
          render={({ id }: SeasonRow) => (
            <Link to={`/battlepass/${id}/show`}>
              <Code>{id}</Code>
            </Link>
          )}
        />
        <DataTable.Col source="title" disableSort render={({ body }: SeasonRow) => body.title[locale]} />
        <DataTable.Col
          source="startsAt"
          render={({ body }: SeasonRow) =>
            words('battlepass.window', { from: utcOf(body.startsAt), until: utcOf(body.endsAt) })
          }
        />
        <DataTable.Col source="state" disableSort render={(season: SeasonRow) => <SeasonBadge season={season} />} />
        <DataTable.Col source="changedAt">
          <TimeField source="changedAt" short />
        </DataTable.Col>
      </DataTable>
    </List>
  )
}

/** Whether a season is announced, runs, or is over. */
export function SeasonBadge({ season }: { season: SeasonRow }) {
  const words = useWords()
  const state = seasonState(season, Date.now())
  return (
    <Chip
      size="small"
      color={state === 'running' ? 'success' : 'default'}
      variant={state === 'running' ? 'filled' : 'outlined'}
      label={words(`battlepass.states.${state}`)}
      data-testid="season-state"
    />
  )
}

function Actions() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'edit', resource: 'battlepass' })
  return (
    <TopToolbar>
      {canAccess ? (
        <Button size="small" component={Link} to="/battlepass/create" startIcon={<AddIcon />} data-testid="season-new">
          {words('battlepass.new')}
        </Button>
      ) : null}
    </TopToolbar>
  )
}
