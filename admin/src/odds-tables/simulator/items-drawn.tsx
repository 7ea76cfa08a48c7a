import type { GameAnalysis } from '@casino-club/shared'
import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Panel } from '../../layout/facts.tsx'
import { percentDigits } from '../odds/fraction.ts'
import { useOddsNames } from '../use-odds-names.ts'
import type { Simulation } from './simulate.ts'

const NO_DRAWS: ReadonlyMap<string, number> = new Map()

/** Draws of an outcome over all kinds whose names begin so. */
function drawn({ counted }: Simulation, kinds: (kind: string) => boolean) {
  const all = [...counted].filter(([kind]) => kinds(kind)).map(([, outcomes]) => outcomes ?? NO_DRAWS)
  return (outcome: string) => all.reduce((sum, outcomes) => sum + (outcomes.get(outcome) ?? 0), 0)
}

/** Which rarities and items a run brought, beside their exact shares. */
export function ItemsDrawn({ result, analysis }: { result: Simulation; analysis: GameAnalysis }) {
  const words = useWords()
  const sections = [
    { kind: 'effective', countOf: drawn(result, (kind) => kind === 'pull' || kind === 'guaranteed') },
    { kind: 'items', countOf: drawn(result, (kind) => kind.startsWith('items-')) },
  ]
  return (
    <Panel title={words('odds.simulator.items')}>
      {sections.map(({ kind, countOf }) => (
        <DrawnTable
          key={kind}
          exact={analysis.kinds.find((each) => each.kind === kind)?.outcomes ?? []}
          countOf={countOf}
        />
      ))}
    </Panel>
  )
}

interface DrawnTableProps {
  readonly exact: readonly { readonly outcome: string; readonly percent: number }[]
  readonly countOf: (outcome: string) => number
}

function DrawnTable({ exact, countOf }: DrawnTableProps) {
  const words = useWords()
  const format = useFormat()
  const names = useOddsNames()
  const total = exact.reduce((sum, { outcome }) => sum + countOf(outcome), 0)
  const percent = (value: number) => format.percent(value, percentDigits(value))
  return (
    <Box sx={{ overflowX: 'auto', mb: 2 }}>
      <Table size="small" data-testid="odds-items-drawn">
        <TableHead>
          <TableRow>
            <TableCell>{words('odds.simulator.item')}</TableCell>
            <TableCell align="right">{words('odds.simulator.count')}</TableCell>
            <TableCell align="right">{words('odds.simulator.measuredShare')}</TableCell>
            <TableCell align="right">{words('odds.simulator.exactShare')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {exact.map(({ outcome, percent: share }) => (
            <TableRow key={outcome}>
              <TableCell>{names.outcome(outcome)}</TableCell>
              <TableCell align="right">{format.amount(countOf(outcome))}</TableCell>
              <TableCell align="right">{total > 0 ? percent((countOf(outcome) / total) * 100) : '–'}</TableCell>
              <TableCell align="right">{percent(share)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  )
}
