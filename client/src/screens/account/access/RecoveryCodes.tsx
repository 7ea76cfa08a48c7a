import { useText } from '../../../text/LanguageProvider.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'

/** The recovery codes, shown this once. */
export function RecoveryCodes({ codes, done }: { codes: readonly string[]; done: () => void }) {
  const { t } = useText()
  return (
    <Card title={t('factor.codesTitle')} lead={t('factor.codesLead')}>
      <ul className="grid gap-2 font-mono sm:grid-cols-2" data-testid="recovery-codes">
        {codes.map((code) => (
          <li key={code} className="rounded-xl bg-black/35 px-3 py-2 select-all">
            {code}
          </li>
        ))}
      </ul>
      <Button className="mt-4" look="gold" data-testid="recovery-kept" onClick={done}>
        {t('factor.codesKept')}
      </Button>
    </Card>
  )
}
