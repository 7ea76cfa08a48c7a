import { LANGUAGE_NAMES } from '../../layout/Preferences.tsx'
import { useSound } from '../../sound/SoundProvider.tsx'
import { LANGUAGES } from '../../text/format.ts'
import { useText } from '../../text/LanguageProvider.tsx'
import { Card } from '../../ui/Card.tsx'

/** Language and sound, in words. */
export function SettingsCard() {
  const { t, language, setLanguage } = useText()
  const { muted, setMuted } = useSound()
  return (
    <Card title={t('account.settings')}>
      <fieldset>
        <legend className="mb-2 text-sm text-mist">{t('language.label')}</legend>
        <div className="flex gap-2">
          {LANGUAGES.map((known) => (
            <label
              key={known}
              lang={known}
              className="flex min-h-11 cursor-pointer items-center gap-2 rounded-full border border-white/15 px-4 has-checked:border-gold has-checked:bg-gold/15 has-checked:text-gold has-focus-visible:outline-2 has-focus-visible:outline-gold"
            >
              <input
                type="radio"
                name="language"
                checked={language === known}
                onChange={() => setLanguage(known)}
                className="accent-gold"
              />
              {LANGUAGE_NAMES[known]}
            </label>
          ))}
        </div>
      </fieldset>
      <label className="mt-5 flex cursor-pointer items-start gap-3">
        <input
          type="checkbox"
          checked={!muted}
          onChange={(event) => setMuted(!event.target.checked)}
          className="mt-1 size-4 accent-gold"
        />
        <span>
          {t('sound.label')}
          <span className="block text-sm text-mist">{t('sound.hint')}</span>
        </span>
      </label>
    </Card>
  )
}
