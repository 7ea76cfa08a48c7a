import { ROULETTE_KINDS } from '@casino-club/shared'
import { useWords } from '../../i18n/use-words.ts'
import { Panel } from '../../layout/facts.tsx'
import { BasisPointsField, LimitFields } from './limit-fields.tsx'
import { FieldGrid, NumberField } from './number-field.tsx'

/** What each kind of bet pays, and the limits. */
export function RouletteFields() {
  const words = useWords()
  return (
    <>
      <Panel title={words('odds.field.pays')}>
        <FieldGrid>
          {ROULETTE_KINDS.map((kind) => (
            <NumberField key={kind} path={['pays', kind]} label={words(`odds.kindName.${kind}`)} />
          ))}
        </FieldGrid>
      </Panel>
      <LimitFields />
    </>
  )
}

/** What a win pays, and the limits. */
export function RpsFields() {
  const words = useWords()
  return (
    <>
      <Panel title={words('odds.field.rps')}>
        <FieldGrid>
          <NumberField path={['winPercent']} label={words('odds.field.winPercent')} />
        </FieldGrid>
      </Panel>
      <LimitFields />
    </>
  )
}

/** The house edge, which targets are offered, and the limits. */
export function DiceFields() {
  const words = useWords()
  return (
    <>
      <Panel title={words('odds.field.dice')}>
        <FieldGrid>
          <BasisPointsField path={['edgeBasisPoints']} label={words('odds.field.edge')} />
          <NumberField path={['minChancePercent']} label={words('odds.field.minChance')} />
          <NumberField path={['maxChancePercent']} label={words('odds.field.maxChance')} />
        </FieldGrid>
      </Panel>
      <LimitFields />
    </>
  )
}
