import EditIcon from '@mui/icons-material/EditOutlined'
import AddIcon from '@mui/icons-material/PostAddOutlined'
import { Alert, Box, Button, Stack } from '@mui/material'
import type { ReactNode } from 'react'
import {
  Link,
  ListContextProvider,
  Pagination,
  Show,
  TabbedShowLayout,
  TopToolbar,
  useCanAccess,
  useListController,
  useRecordContext,
  useShowContext,
} from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import type { OddsVersion } from '../providers/resources.ts'
import { AgainstLive } from './compare/against-live.tsx'
import { DriftPanel } from './drift/drift-panel.tsx'
import { TableReading } from './fields/game-fields.tsx'
import { OddsPanel } from './odds/odds-panel.tsx'
import { PublishButton } from './publish/publish-button.tsx'
import { PlansPanel } from './schedule/plans-panel.tsx'
import { RetireButton } from './schedule/retire-button.tsx'
import { ScheduleButton } from './schedule/schedule-button.tsx'
import { SimulatorPanel } from './simulator/simulator-panel.tsx'
import { SummaryPanel } from './summary-panel.tsx'
import { VersionsTable } from './versions-table.tsx'

/** One version of a game's odds: what it holds, what follows from it exactly, and what it would change. */
export function OddsShow() {
  const words = useWords()
  return (
    <Show title={<VersionTitle />} actions={<VersionActions />}>
      <TabbedShowLayout>
        <TabbedShowLayout.Tab label={words('odds.tabs.table')}>
          <OfVersion>
            {(version) => (
              <Stack spacing={2}>
                <SummaryPanel version={version} />
                <PlansPanel version={version} />
                <TableReading game={version.game} table={version.table} analysis={version.analysis} />
              </Stack>
            )}
          </OfVersion>
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label={words('odds.tabs.odds')} path="odds" data-testid="tab-odds">
          <OfVersion>{({ analysis }) => <OddsPanel analysis={analysis} />}</OfVersion>
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label={words('odds.tabs.compare')} path="compare" data-testid="tab-compare">
          <OfVersion>{(version) => <CompareTab version={version} />}</OfVersion>
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label={words('odds.tabs.drift')} path="drift" data-testid="tab-drift">
          <OfVersion>{(version) => <DriftPanel version={version} />}</OfVersion>
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label={words('odds.tabs.history')} path="history" data-testid="tab-history">
          <OfVersion>{(version) => <HistoryTab version={version} />}</OfVersion>
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label={words('odds.tabs.simulator')} path="simulator" data-testid="tab-simulator">
          <OfVersion>{({ game, table }) => <SimulatorPanel game={game} table={table} />}</OfVersion>
        </TabbedShowLayout.Tab>
      </TabbedShowLayout>
    </Show>
  )
}

/** Waits for a whole record: while react-admin logs out, a refused read answers with an empty one. */
function OfVersion({ children }: { children: (version: OddsVersion) => ReactNode }) {
  const version = useRecordContext<OddsVersion>()
  return version?.analysis && version.table ? <Box sx={{ py: 1, minWidth: 0 }}>{children(version)}</Box> : null
}

function VersionTitle() {
  const words = useWords()
  const version = useRecordContext<OddsVersion>()
  if (!version?.analysis) return <span />
  return <span>{words('odds.title', { game: words(`games.${version.game}`), version: version.version })}</span>
}

function VersionActions() {
  const words = useWords()
  const { record: version } = useShowContext<OddsVersion>()
  const { canAccess: mayEdit } = useCanAccess({ action: 'edit', resource: 'odds-tables' })
  if (!version?.analysis) return <TopToolbar />
  const id = encodeURIComponent(version.id)
  return (
    <TopToolbar sx={{ alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
      {mayEdit && version.status === 'draft' ? (
        <Button component={Link} to={`/odds-tables/${id}`} startIcon={<EditIcon />} data-testid="odds-edit">
          {words('odds.editor.edit')}
        </Button>
      ) : null}
      {mayEdit ? (
        <Button component={Link} to={`/odds-tables/create?from=${id}`} startIcon={<AddIcon />} data-testid="odds-new">
          {words('odds.editor.fromThis')}
        </Button>
      ) : null}
      <RetireButton key={`retire-${version.id}`} version={version} />
      <ScheduleButton key={`schedule-${version.id}`} version={version} />
      <PublishButton key={version.id} version={version} />
    </TopToolbar>
  )
}

function CompareTab({ version }: { version: OddsVersion }) {
  const words = useWords()
  if (version.status === 'published') return <Alert severity="info">{words('odds.isLive')}</Alert>
  return <AgainstLive game={version.game} analysis={version.analysis} />
}

/** All versions of the game, newest first. */
function HistoryTab({ version }: { version: OddsVersion }) {
  const list = useListController<OddsVersion>({
    resource: 'odds-tables',
    filter: { game: version.game },
    sort: { field: 'id', order: 'DESC' },
    perPage: 10,
    disableSyncWithLocation: true,
    storeKey: false,
  })
  return (
    <ListContextProvider value={list}>
      <VersionsTable withGame={false} />
      <Pagination rowsPerPageOptions={[10, 25]} />
    </ListContextProvider>
  )
}
