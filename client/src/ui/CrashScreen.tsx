import { useText } from '../text/LanguageProvider.tsx'
import { Button } from './Button.tsx'

/** Shown in place of a page that broke. */
export function CrashScreen() {
  const { t } = useText()
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div role="alert" className="glass max-w-md rounded-3xl p-8 text-center">
        <p>{t('app.crashed')}</p>
        <Button look="gold" className="mt-6" onClick={() => location.reload()}>
          {t('app.reload')}
        </Button>
      </div>
    </main>
  )
}
