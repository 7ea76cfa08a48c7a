import type { Fraction, GameAnalysis } from '@casino-club/shared'
import { Stack } from '@mui/material'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Fact, Facts, Panel } from '../../layout/facts.tsx'
import { useOddsNames } from '../use-odds-names.ts'
import { ExactFraction } from './exact-fraction.tsx'
import { fractionNumber } from './fraction.ts'
import { KindPicker, useKind } from './kind-picker.tsx'
import { KindsTable } from './kinds-table.tsx'
import { OutcomesTable } from './outcomes-table.tsx'

/** All that is exact about a table: every kind of play, the outcomes of a chosen one, and the game's further facts. */
export function OddsPanel({ analysis }: { analysis: GameAnalysis }) {
  const words = useWords()
  const withOutcomes = analysis.kinds.filter(({ outcomes }) => outcomes.length > 0)
  const paid = analysis.kinds.filter(({ rtp }) => rtp !== null)
  const { kind, choose } = useKind(withOutcomes.map((each) => each.kind))
  const looked = withOutcomes.find((each) => each.kind === kind)
  return (
    <Stack spacing={2}>
      {paid.length > 0 ? (
        <Panel title={words('odds.kinds')}>
          <KindsTable kinds={paid} chosen={kind} onChoose={choose} />
        </Panel>
      ) : null}
      {looked ? (
        <Panel title={words('odds.outcomes')}>
          <KindPicker kinds={withOutcomes.map((each) => each.kind)} kind={looked.kind} onChoose={choose} />
          <OutcomesTable kind={looked} />
        </Panel>
      ) : null}
      {analysis.facts ? <FactsPanel facts={analysis.facts} /> : null}
    </Stack>
  )
}

function FactsPanel({ facts }: { facts: Readonly<Record<string, Fraction | number>> }) {
  const words = useWords()
  const names = useOddsNames()
  return (
    <Panel title={words('odds.facts')}>
      <Facts>
        {Object.entries(facts).map(([fact, value]) => (
          <Fact key={fact} name={names.fact(fact)}>
            <FactValue value={value} />
          </Fact>
        ))}
      </Facts>
    </Panel>
  )
}

function FactValue({ value }: { value: Fraction | number }) {
  const format = useFormat()
  if (typeof value === 'number') return <>{format.amount(value)}</>
  return (
    <>
      {fractionNumber(value).toFixed(6)} = <ExactFraction value={value} />
    </>
  )
}
