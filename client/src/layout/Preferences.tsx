import { useSound } from '../sound/SoundProvider.tsx'
import { LANGUAGES, type Language } from '../text/format.ts'
import { useText } from '../text/LanguageProvider.tsx'
import { SoundOffIcon, SoundOnIcon } from '../ui/icons.tsx'

export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', ko: '한국어' }

/** Language and sound, one tap away on every page. */
export function Preferences() {
  const { t, language, setLanguage } = useText()
  const { muted, setMuted } = useSound()
  return (
    <div className="flex items-center gap-1 sm:gap-1.5">
      <select
        data-testid="language"
        aria-label={t('language.label')}
        value={language}
        onChange={(event) => setLanguage(event.target.value as Language)}
        className="min-h-10 rounded-full border border-white/15 bg-white/5 px-2 text-sm text-cream sm:px-3"
      >
        {LANGUAGES.map((known) => (
          <option key={known} value={known} lang={known}>
            {LANGUAGE_NAMES[known]}
          </option>
        ))}
      </select>
      <button
        type="button"
        data-testid="mute"
        aria-pressed={!muted}
        aria-label={t('sound.label')}
        title={t(muted ? 'sound.unmute' : 'sound.mute')}
        onClick={() => setMuted(!muted)}
        className="grid size-10 place-items-center rounded-full border border-white/15 bg-white/5 text-cream hover:bg-white/10"
      >
        {muted ? <SoundOffIcon /> : <SoundOnIcon />}
      </button>
    </div>
  )
}
