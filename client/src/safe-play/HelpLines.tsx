import { helpLinesOf } from '../messages/help-lines.ts'
import { useText } from '../text/LanguageProvider.tsx'
import { Card } from '../ui/Card.tsx'

/** Who listens, by the region's policy. */
export function HelpLines({ policy }: { policy: string }) {
  const { t, language } = useText()
  return (
    <Card title={t('safe.help')} lead={t('safe.helpLead')}>
      <ul className="grid gap-3" data-testid="help-lines">
        {helpLinesOf(policy).map(({ name, phone, url }) => (
          <li key={url} className="text-sm">
            <span className="block">{name[language]}</span>
            {phone && (
              <a href={`tel:${phone.replaceAll(' ', '')}`} className="mr-4 font-semibold text-gold underline">
                {phone}
              </a>
            )}
            <a href={url} target="_blank" rel="noreferrer" className="text-gold underline">
              {new URL(url).hostname}
            </a>
          </li>
        ))}
      </ul>
    </Card>
  )
}
