import type { Game, GameAnalysis } from '@casino-club/shared'
import { Alert, Box, Stack, Tab, Tabs } from '@mui/material'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { useFailureWords } from '../../i18n/use-failure-words.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { OddsVersion } from '../../providers/resources.ts'
import { useAdminActions } from '../../providers/use-admin-actions.ts'
import { AgainstLive } from '../compare/against-live.tsx'
import { GameFields } from '../fields/game-fields.tsx'
import { OddsPanel } from '../odds/odds-panel.tsx'
import { SimulatorPanel } from '../simulator/simulator-panel.tsx'
import { CheckState } from './check-state.tsx'
import { SaveBar } from './save-bar.tsx'
import { useSaving } from './use-saving.ts'
import { useTableCheck } from './use-table-check.ts'
import { useTableForm } from './use-table-form.ts'

interface OddsEditorProps {
  /** The version whose table is edited; it stays the one the editor was opened with. */
  readonly opened: OddsVersion
  /** Whether a new draft begins with it, or it is a draft itself. */
  readonly asNew: boolean
}

/** May become narrower than its tables, which scroll then. */
const COLUMNS = { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 11fr) minmax(0, 9fr)' }

/** Stays in sight while a long table is scrolled, and scrolls by itself. */
const BESIDE = {
  position: { lg: 'sticky' },
  top: { lg: 64 },
  maxHeight: { lg: 'calc(100dvh - 80px)' },
  overflowY: { lg: 'auto' },
}

/** A table's fields on one side; on the other what follows from them while they are typed. */
export function OddsEditor({ opened, asNew }: OddsEditorProps) {
  const notify = useNotify()
  const failureWords = useFailureWords()
  const { freshOdds } = useAdminActions()
  const [seen, setSeen] = useState(opened)
  const [note, setNote] = useState(asNew ? '' : opened.note)
  const tableForm = useTableForm(opened.game, opened.table)
  const check = useTableCheck(opened.game, tableForm.table)
  const saving = useSaving({ game: opened.game, seen: asNew ? null : seen })
  const analysis = check.answer?.analysis ?? null

  const loadOther = async () => {
    try {
      const other = await freshOdds(opened.id)
      setSeen(other)
      setNote(other.note)
      tableForm.load(other.table)
      saving.forget()
    } catch (error) {
      notify(failureWords(error), { type: 'error' })
    }
  }
  const fields = {
    form: tableForm.form,
    analysis,
    problems: tableForm.problems,
    editing: tableForm.editing,
  }
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        pt: 2,
        alignItems: 'start',
        gridTemplateColumns: COLUMNS,
      }}
    >
      <Stack spacing={2}>
        <GameFields game={opened.game} fields={fields} />
        <SaveBar
          tableForm={tableForm}
          saving={saving}
          note={note}
          onNote={setNote}
          onLoadOther={() => void loadOther()}
        />
      </Stack>
      <Stack spacing={2} sx={BESIDE}>
        <CheckState tableForm={tableForm} check={check} />
        <Consequences game={opened.game} table={tableForm.table} analysis={analysis} />
      </Stack>
    </Box>
  )
}

const TABS = ['compare', 'odds', 'simulator'] as const

function Consequences({ game, table, analysis }: { game: Game; table: unknown; analysis: GameAnalysis | null }) {
  const words = useWords()
  const [tab, setTab] = useState<(typeof TABS)[number]>('compare')
  return (
    <>
      <Tabs value={tab} onChange={(_event, chosen: (typeof TABS)[number]) => setTab(chosen)} variant="scrollable">
        {TABS.map((each) => (
          <Tab key={each} value={each} label={words(`odds.tabs.${each}`)} data-testid={`odds-editor-${each}`} />
        ))}
      </Tabs>
      {tab === 'compare' && analysis ? <AgainstLive game={game} analysis={analysis} /> : null}
      {tab === 'odds' && analysis ? <OddsPanel analysis={analysis} /> : null}
      {tab === 'simulator' && table === null ? (
        <Alert severity="info">{words('odds.simulator.tableInvalid')}</Alert>
      ) : null}
      {tab === 'simulator' && table !== null ? <SimulatorPanel game={game} table={table} /> : null}
    </>
  )
}
