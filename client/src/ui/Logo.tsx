import { useText } from '../text/LanguageProvider.tsx'

/** The club's sign with its name. */
export function Logo() {
  const { t } = useText()
  return (
    <span className="inline-flex items-center gap-2.5">
      <svg viewBox="0 0 64 64" aria-hidden="true" className="size-8">
        <path
          d="M32 6 54 32 32 58 10 32Z"
          fill="none"
          stroke="url(#paint-gold)"
          strokeWidth="4"
          strokeLinejoin="round"
        />
        <path d="M32 20 42 32 32 44 22 32Z" fill="url(#paint-gold)" />
      </svg>
      <span className="font-display text-lg tracking-wide whitespace-nowrap">{t('app.name')}</span>
    </span>
  )
}
