import AddIcon from '@mui/icons-material/AddOutlined'
import { Button, Chip } from '@mui/material'
import { DataTable, Link, List, TopToolbar, useCanAccess, useLocale } from 'react-admin'
import { AmountField, Code, TimeField } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import { TableRows } from '../layout/table-rows.tsx'
import type { AchievementRow } from '../providers/resources.ts'

const BY_ID = { field: 'id', order: 'ASC' } as const

/** All achievements. */
export function AchievementList() {
  const words = useWords()
  const locale = useLocale() === 'ko' ? 'ko' : 'en'
  return (
    <List sort={BY_ID} perPage={50} actions={<Actions />} exporter={false} empty={false}>
      <DataTable<AchievementRow> body={TableRows} bulkActionButtons={false} rowClick="show">
        <DataTable.Col
          source="id"
          render={({ id }: AchievementRow) => (
            <Link to={`/achievements/${id}/show`}>
              <Code>{id}</Code>
            </Link>
          )}
        />
        <DataTable.Col source="title" disableSort render={({ body }: AchievementRow) => body.title[locale]} />
        <DataTable.Col
          source="period"
          disableSort
          render={({ period }: AchievementRow) => words(`achievements.periods.${period}`)}
        />
        <DataTable.Col source="unlocks" align="right" disableSort>
          <AmountField source="unlocks" />
        </DataTable.Col>
        <DataTable.Col
          source="state"
          disableSort
          render={(achievement: AchievementRow) => <AchievementBadge achievement={achievement} />}
        />
        <DataTable.Col source="changedAt">
          <TimeField source="changedAt" short />
        </DataTable.Col>
      </DataTable>
    </List>
  )
}

/** Whether an achievement is offered. */
export function AchievementBadge({ achievement: { liveVersion, body } }: { achievement: AchievementRow }) {
  const words = useWords()
  const state = liveVersion === null ? 'draft' : body.enabled ? 'live' : 'off'
  return (
    <Chip
      size="small"
      color={state === 'live' ? 'success' : 'default'}
      variant={state === 'live' ? 'filled' : 'outlined'}
      label={words(`missions.states.${state}`)}
      data-testid="achievement-state"
    />
  )
}

function Actions() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'edit', resource: 'achievements' })
  return (
    <TopToolbar>
      {canAccess ? (
        <Button
          size="small"
          component={Link}
          to="/achievements/create"
          startIcon={<AddIcon />}
          data-testid="achievement-new"
        >
          {words('achievements.new')}
        </Button>
      ) : null}
    </TopToolbar>
  )
}
