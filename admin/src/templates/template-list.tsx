import type { AdminTemplate } from '@casino-club/shared'
import AddIcon from '@mui/icons-material/AddOutlined'
import { Button, Chip, Stack } from '@mui/material'
import { DataTable, Link, List, TopToolbar, useCanAccess, useLocale } from 'react-admin'
import { Code, TimeField } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import { TableRows } from '../layout/table-rows.tsx'

/** Every message the club can send, built in or written. */
export function TemplateList() {
  const words = useWords()
  const locale = useLocale() === 'ko' ? 'ko' : 'en'
  return (
    <List pagination={false} perPage={1000} actions={<Actions />} exporter={false} empty={false}>
      <DataTable<AdminTemplate> body={TableRows} bulkActionButtons={false} rowClick="edit">
        <DataTable.Col
          source="id"
          disableSort
          render={({ id }: AdminTemplate) => (
            <Link to={`/templates/${id}`}>
              <Code>{id}</Code>
            </Link>
          )}
        />
        <DataTable.Col source="title" disableSort render={({ title }: AdminTemplate) => title[locale]} />
        <DataTable.Col
          source="category"
          disableSort
          render={({ category }: AdminTemplate) => words(`templates.categories.${category}`)}
        />
        <DataTable.Col
          source="channels"
          disableSort
          render={({ channels }: AdminTemplate) =>
            channels.map((channel) => words(`templates.channelNames.${channel}`)).join(', ')
          }
        />
        <DataTable.Col
          source="state"
          disableSort
          render={(template: AdminTemplate) => <States template={template} />}
        />
        <DataTable.Col source="changedAt" disableSort>
          <TimeField source="changedAt" short />
        </DataTable.Col>
      </DataTable>
    </List>
  )
}

function States({ template: { builtIn, liveVersion, hasDraft } }: { template: AdminTemplate }) {
  const words = useWords()
  const state = liveVersion !== null ? 'written' : builtIn ? 'builtIn' : 'never'
  return (
    <Stack direction="row" spacing={0.5}>
      <Chip size="small" variant="outlined" label={words(`templates.${state}`)} />
      {hasDraft ? <Chip size="small" color="warning" label={words('templates.draft')} /> : null}
    </Stack>
  )
}

function Actions() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'edit', resource: 'templates' })
  return (
    <TopToolbar>
      {canAccess ? (
        <Button size="small" component={Link} to="/templates/create" startIcon={<AddIcon />} data-testid="template-new">
          {words('templates.new')}
        </Button>
      ) : null}
    </TopToolbar>
  )
}
