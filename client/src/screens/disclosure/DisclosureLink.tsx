import { Link } from 'react-router'
import { useText } from '../../text/LanguageProvider.tsx'

/** The way to the disclosure. */
export function DisclosureLink({ className = '' }: { className?: string }) {
  const { t } = useText()
  return (
    <Link
      to="/disclosure"
      data-testid="disclosure-link"
      className={`rounded font-semibold text-gold underline-offset-4 hover:underline ${className}`}
    >
      {t('disclosure.link')}
    </Link>
  )
}
