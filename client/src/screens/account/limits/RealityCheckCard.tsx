import { REALITY_CHECK_MINUTES, type SafePlayReply } from '@casino-club/shared'
import { useSession } from '../../../session/SessionProvider.tsx'
import { useText } from '../../../text/LanguageProvider.tsx'
import { Card } from '../../../ui/Card.tsx'
import { FormError } from '../../../ui/Field.tsx'
import { useChange } from './use-change.ts'

/** After how much play the player wants to be told of time and result. */
export function RealityCheckCard({ standing: { realityCheck } }: { standing: SafePlayReply }) {
  const { t } = useText()
  const { backend } = useSession()
  const { busy, failed, change } = useChange()
  const { minutes, policyMinutes } = realityCheck
  const choices = [null, ...REALITY_CHECK_MINUTES.filter((one) => one <= policyMinutes)]
  return (
    <Card title={t('safe.check')} lead={t('safe.checkLead')}>
      <fieldset disabled={busy} className="grid gap-2">
        <legend className="sr-only">{t('safe.check')}</legend>
        {choices.map((choice) => (
          <label key={choice} className="flex cursor-pointer items-center gap-3">
            <input
              type="radio"
              name="reality-check"
              data-testid={`check-${choice ?? 'policy'}`}
              checked={minutes === choice}
              onChange={() => void change(() => backend.safePlay.realityCheck(choice))}
              className="size-4 accent-gold"
            />
            {choice === null
              ? t('safe.checkPolicy', { minutes: policyMinutes })
              : t('safe.checkEvery', { minutes: choice })}
          </label>
        ))}
      </fieldset>
      <FormError>{failed}</FormError>
    </Card>
  )
}
