import { RANKS } from '@casino-club/shared'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Panel } from '../../layout/facts.tsx'
import { numberAt, type Path } from '../editor/table-form.ts'
import { FieldGrid, NumberField } from './number-field.tsx'
import { useTableFields } from './table-fields.ts'

/** What every table of a game for coins has: bets by rank, and the return it promises. */
export function LimitFields() {
  const words = useWords()
  return (
    <Panel title={words('odds.field.limits')}>
      <FieldGrid>
        <NumberField path={['minBet']} label={words('odds.field.minBet')} />
        {RANKS.map((rank) => (
          <NumberField
            key={rank}
            path={['maxBet', rank]}
            label={words('odds.field.maxBet', { rank: words(`ranks.${rank}`) })}
          />
        ))}
        <DeclaredRtpFields />
      </FieldGrid>
    </Panel>
  )
}

/** The return a table promises. */
export function DeclaredRtpFields() {
  const words = useWords()
  return (
    <>
      <BasisPointsField path={['declaredRtp', 'minBasisPoints']} label={words('odds.field.declaredMin')} />
      <BasisPointsField path={['declaredRtp', 'maxBasisPoints']} label={words('odds.field.declaredMax')} />
    </>
  )
}

/** Hundredths of a per cent, with the per cent they are below. */
export function BasisPointsField({ path, label }: { path: Path; label: string }) {
  const words = useWords()
  const format = useFormat()
  const { form } = useTableFields()
  const percent = format.percent(numberAt(form, path) / 100)
  return <NumberField path={path} label={label} help={words('odds.field.basisPoints', { percent })} />
}
