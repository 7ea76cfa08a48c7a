import { kindOfLimit, LIMIT_KINDS, type LimitKind, type SafePlayReply } from '@casino-club/shared'
import { useId, useState } from 'react'
import { useText } from '../../../text/LanguageProvider.tsx'
import { Card } from '../../../ui/Card.tsx'
import { inputLook } from '../../../ui/Field.tsx'
import { LimitRow } from './LimitRow.tsx'

/** The limits of one kind at a time, by day, week and month. */
export function LimitsCard({ standing }: { standing: SafePlayReply }) {
  const { t } = useText()
  const id = useId()
  const [kind, setKind] = useState<LimitKind>('lossCoins')
  return (
    <Card title={t('safe.limits')} lead={t('safe.limitsLead', { zone: standing.zone })}>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {t('safe.kind')}
      </label>
      <select
        id={id}
        data-testid="limit-kind"
        value={kind}
        onChange={(event) => setKind(LIMIT_KINDS.find((one) => one === event.target.value) ?? 'lossCoins')}
        className={inputLook}
      >
        {LIMIT_KINDS.map((one) => (
          <option key={one} value={one}>
            {t(`safe.kind.${one}`)}
          </option>
        ))}
      </select>
      <ul className="mt-4 grid gap-5">
        {standing.limits
          .filter(({ limit }) => kindOfLimit(limit) === kind)
          .map((limit) => (
            <LimitRow
              key={limit.limit}
              standing={limit}
              pending={standing.pending.find((change) => change.limit === limit.limit)}
              nowMs={Date.parse(standing.serverTime)}
            />
          ))}
      </ul>
    </Card>
  )
}
