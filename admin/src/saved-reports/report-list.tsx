import { ANALYTICS_REPORTS, type SavedReport } from '@casino-club/shared'
import AddIcon from '@mui/icons-material/AddOutlined'
import { Button } from '@mui/material'
import { useMemo } from 'react'
import { DataTable, Link, List, SearchInput, SelectInput, TopToolbar, useCanAccess } from 'react-admin'
import { TimeField } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import { RecordLink } from '../layout/record-link.tsx'
import { TableRows } from '../layout/table-rows.tsx'
import { wordFilters } from './report-draft.ts'

const BY_NAME = { field: 'name', order: 'ASC' } as const

/** Reports that were saved: shared ones and one's own, with filters in the address. */
export function SavedReportList() {
  const words = useWords()
  const filters = useFilters()
  const period = ({ ask: { period: of } }: SavedReport) =>
    'lastDays' in of ? words('savedReports.lastOf', { days: of.lastDays }) : `${of.from} – ${of.until}`
  return (
    <List filters={filters} sort={BY_NAME} perPage={50} actions={<Actions />} exporter={false} empty={false}>
      <DataTable<SavedReport> body={TableRows} bulkActionButtons={false} rowClick="show">
        <DataTable.Col
          source="name"
          render={({ id, name }: SavedReport) => (
            <RecordLink resource="saved-reports" id={id}>
              {name}
            </RecordLink>
          )}
        />
        <DataTable.Col source="description" disableSort />
        <DataTable.Col
          source="report"
          disableSort
          render={({ report }: SavedReport) => words(`analytics.reports.${report}`)}
        />
        <DataTable.Col source="period" disableSort render={period} />
        <DataTable.Col source="filters" disableSort render={({ ask }: SavedReport) => wordFilters(ask)} />
        <DataTable.Col
          source="shared"
          disableSort
          render={({ shared }: SavedReport) => words(shared ? 'savedReports.shared' : 'savedReports.own')}
        />
        <DataTable.Col source="madeBy" disableSort />
        <DataTable.Col source="changedAt">
          <TimeField source="changedAt" short />
        </DataTable.Col>
      </DataTable>
    </List>
  )
}

function Actions() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'save', resource: 'analytics' })
  return (
    <TopToolbar>
      {canAccess ? (
        <Button
          size="small"
          component={Link}
          to="/saved-reports/create"
          startIcon={<AddIcon />}
          data-testid="saved-report-new"
        >
          {words('savedReports.new')}
        </Button>
      ) : null}
    </TopToolbar>
  )
}

function useFilters() {
  const words = useWords()
  return useMemo(() => {
    const search = words('savedReports.search')
    return [
      <SearchInput
        key="q"
        source="q"
        alwaysOn
        helperText={false}
        placeholder={search}
        slotProps={{ htmlInput: { 'aria-label': search, maxLength: 100 } }}
      />,
      <SelectInput
        key="report"
        source="report"
        alwaysOn
        helperText={false}
        choices={ANALYTICS_REPORTS.map((report) => ({ id: report, name: words(`analytics.reports.${report}`) }))}
        emptyText={words('savedReports.allReports')}
        translateChoice={false}
      />,
      <SelectInput
        key="whose"
        source="whose"
        alwaysOn
        helperText={false}
        choices={(['shared', 'own'] as const).map((whose) => ({ id: whose, name: words(`savedReports.${whose}`) }))}
        emptyText={words('savedReports.all')}
        translateChoice={false}
      />,
    ]
  }, [words])
}
