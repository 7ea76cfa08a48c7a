import { useId, useState } from 'react'
import { useText } from '../../text/LanguageProvider.tsx'
import { Card } from '../../ui/Card.tsx'
import { inputLook } from '../../ui/Field.tsx'
import { Fact } from '../../ui/Hash.tsx'
import type { KindOdds } from '../games/contract.ts'
import { OutcomeTable } from './OutcomeTable.tsx'
import { wordKind } from './word-odds.ts'

/** One way of playing at a time: its figures and every outcome with its exact chance. */
export function KindPicker({ kinds }: { kinds: readonly KindOdds[] }) {
  const text = useText()
  const { t } = text
  const id = useId()
  const [wanted, setWanted] = useState<string | null>(null)
  const first = kinds.find(({ rtpPercent }) => rtpPercent !== null) ?? kinds[0]
  const chosen = kinds.find(({ kind }) => kind === wanted) ?? first
  if (!chosen) return null
  return (
    <Card title={t('odds.outcomes')}>
      {kinds.length > 1 && (
        <div className="mb-4 max-w-sm">
          <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
            {t('odds.kindName')}
          </label>
          <select
            id={id}
            data-testid="odds-kind"
            value={chosen.kind}
            onChange={(event) => setWanted(event.target.value)}
            className={inputLook}
          >
            {kinds.map(({ kind }) => (
              <option key={kind} value={kind}>
                {wordKind(kind, text)}
              </option>
            ))}
          </select>
        </div>
      )}
      <KindFigures odds={chosen} />
      <OutcomeTable kinds={[chosen]} />
    </Card>
  )
}

function KindFigures({ odds }: { odds: KindOdds }) {
  const { t, percent, whole, digits } = useText()
  const { rtp, rtpPercent, lowestRtpPercent, volatility } = odds
  if (rtpPercent === null) return null
  return (
    <dl className="mb-4">
      <Fact name={t('odds.rtp')}>
        {percent(rtpPercent)}
        {rtp && ` (${digits(rtp.numerator)}/${digits(rtp.denominator)})`}
      </Fact>
      {lowestRtpPercent !== null && <Fact name={t('odds.lowest')}>{percent(lowestRtpPercent)}</Fact>}
      <Fact name={t('odds.volatility')}>{whole(volatility)}</Fact>
    </dl>
  )
}
