import { Alert, Box, LinearProgress, Stack, Typography } from '@mui/material'
import { Show, TopToolbar, useGetOne, useRecordContext } from 'react-admin'
import { TimeField } from '../format/fields.tsx'
import { HashText } from '../format/hash-text.tsx'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Fact, Facts, Panel } from '../layout/facts.tsx'
import type { RewardImportRecord } from '../providers/resources.ts'
import { CancelButton, FailuresButton, StartButton } from './import-actions.tsx'
import { ImportBadge } from './import-badge.tsx'
import { ImportLines } from './import-lines.tsx'

const EVERY_MS = 1_500

/** A file of grants: what it reaches, what is wrong with it, how far it is. */
export function ImportShow() {
  return (
    <Show title={<ImportTitle />} actions={<TopToolbar />}>
      <ImportPage />
    </Show>
  )
}

function ImportTitle() {
  return <span>{useRecordContext<RewardImportRecord>()?.fileName ?? ''}</span>
}

function ImportPage() {
  const shown = useRecordContext<RewardImportRecord>()
  const { data } = useGetOne<RewardImportRecord>(
    'reward-imports',
    { id: shown?.id ?? '' },
    {
      enabled: shown?.id !== undefined,
      refetchInterval: ({ state }) => (state.data?.status === 'running' ? EVERY_MS : false),
    },
  )
  const it = data ?? shown
  // While react-admin logs out, a refused read answers with an empty record.
  if (!it?.reach) return null
  return (
    <Stack spacing={2} sx={{ p: 2, minWidth: 0 }}>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
        <ImportBadge status={it.status} />
        <Box sx={{ ml: 'auto', display: 'flex', gap: 1 }}>
          <FailuresButton it={it} />
          <CancelButton it={it} />
          <StartButton it={it} />
        </Box>
      </Box>
      <ProblemsPanel it={it} />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' } }}>
        <ReachPanel it={it} />
        <FilePanel it={it} />
      </Box>
      <ProgressPanel it={it} />
      {it.status === 'broken' ? null : (
        <ImportLines key={it.status} everyMs={it.status === 'running' ? EVERY_MS : null} />
      )}
    </Stack>
  )
}

interface OfImport {
  readonly it: RewardImportRecord
}

function ProblemsPanel({ it: { problems } }: OfImport) {
  const words = useWords()
  if (problems.length === 0) return null
  return (
    <Panel title={words('imports.problemsTitle')}>
      <Alert severity="error">{words('imports.brokenHelp')}</Alert>
      <ul data-testid="import-problems">
        {problems.map(({ line, problem }) => (
          <li key={line}>{words('imports.problemAt', { line, problem: words(`imports.problems.${problem}`) })}</li>
        ))}
      </ul>
    </Panel>
  )
}

function ReachPanel({ it: { reach } }: OfImport) {
  const words = useWords()
  const format = useFormat()
  return (
    <Panel title={words('imports.reach')}>
      <Facts>
        <Fact name={words('imports.players')}>
          <span data-testid="import-players">{format.amount(reach.players)}</span>
        </Fact>
        <Fact name={words('currencies.coins')}>
          <span data-testid="import-coins">{format.amount(reach.coins)}</span>
        </Fact>
        <Fact name={words('currencies.gems')}>{format.amount(reach.gems)}</Fact>
        <Fact name={words('currencies.tickets')}>{format.amount(reach.tickets)}</Fact>
        <Fact name={words('imports.items')}>{format.amount(reach.items)}</Fact>
        <Fact name={words('imports.xp')}>{format.amount(reach.xp)}</Fact>
        <Fact name={words('imports.unlocks')}>{format.amount(reach.unlocks)}</Fact>
      </Facts>
    </Panel>
  )
}

function FilePanel({ it }: OfImport) {
  const words = useWords()
  const format = useFormat()
  return (
    <Panel title={words('imports.file')}>
      <Facts>
        <Fact name={words('resources.reward-imports.fields.lines')}>{format.amount(it.lines)}</Fact>
        <Fact name={words('resources.reward-imports.fields.reason')}>{it.reason}</Fact>
        <Fact name={words('resources.reward-imports.fields.createdBy')}>{it.createdBy}</Fact>
        <Fact name={words('resources.reward-imports.fields.createdAt')}>
          <TimeField source="createdAt" />
        </Fact>
        <Fact name={words('resources.reward-imports.fields.startedAt')}>
          {it.startedAt ? format.dateTime(it.startedAt) : '–'}
        </Fact>
        <Fact name={words('resources.reward-imports.fields.endedAt')}>
          {it.endedAt ? format.dateTime(it.endedAt) : '–'}
        </Fact>
        <Fact name={words('imports.hash')}>
          <HashText short value={it.hash} name={words('imports.hash')} />
        </Fact>
      </Facts>
    </Panel>
  )
}

const WHOLE = 100

function ProgressPanel({ it: { progress, lines, status } }: OfImport) {
  const words = useWords()
  const format = useFormat()
  if (progress === null || lines === 0 || status === 'checked') return null
  const granted = progress.granted ?? 0
  const settled = lines - (progress.waiting ?? 0)
  const value = { granted: format.amount(granted), lines: format.amount(lines) }
  return (
    <Panel title={words('imports.progress')}>
      <LinearProgress
        variant="determinate"
        value={(WHOLE * settled) / lines}
        aria-label={words('imports.progress')}
        sx={{ mb: 1 }}
      />
      <Typography data-testid="import-granted">{words('imports.progressValue', value)}</Typography>
      {progress.failed ? (
        <Typography color="error" data-testid="import-failed">
          {words('imports.lineStatuses.failed')}: {format.amount(progress.failed)}
        </Typography>
      ) : null}
    </Panel>
  )
}
