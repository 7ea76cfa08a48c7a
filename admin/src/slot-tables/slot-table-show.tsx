import { Box, Stack } from '@mui/material'
import { Show, TopToolbar, useRecordContext } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import type { SlotTableVersion } from '../providers/resources.ts'
import { LineOddsPanel } from './line-odds-panel.tsx'
import { RulesPanel } from './rules-panel.tsx'
import { SummaryPanel } from './summary-panel.tsx'
import { SymbolsPanel } from './symbols-panel.tsx'

/** One version of the odds: what it holds, and all that follows from it exactly. */
export function SlotTableShow() {
  return (
    <Show title={<VersionTitle />} actions={<TopToolbar />} component="div">
      <Version />
    </Show>
  )
}

function VersionTitle() {
  const words = useWords()
  const version = useRecordContext<SlotTableVersion>()
  return <span>{version ? words('slotTables.title', { version: version.id }) : ''}</span>
}

/** May become narrower than its tables, which scroll then. */
const COLUMN = 'minmax(0, 1fr)'

function Version() {
  const version = useRecordContext<SlotTableVersion>()
  // While react-admin logs out, a refused read answers with an empty record.
  if (!version?.analysis) return null
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        alignItems: 'start',
        gridTemplateColumns: { xs: COLUMN, lg: `${COLUMN} ${COLUMN}` },
      }}
    >
      <Stack spacing={2}>
        <SummaryPanel version={version} />
        <SymbolsPanel version={version} />
      </Stack>
      <Stack spacing={2}>
        <RulesPanel version={version} />
        <LineOddsPanel version={version} />
      </Stack>
    </Box>
  )
}
