import { ToggleButton, ToggleButtonGroup } from '@mui/material'
import { useEffect } from 'react'
import { useLocaleState, useLocales } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'

/** Chooses the language; react-admin's store keeps the choice. */
export function LocaleSwitch() {
  const words = useWords()
  const locales = useLocales()
  const [locale, setLocale] = useLocaleState()
  useEffect(() => {
    document.documentElement.lang = locale
  }, [locale])
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={locale}
      onChange={(_event, chosen: string | null) => {
        if (chosen) setLocale(chosen)
      }}
      aria-label={words('app.language')}
      data-testid="locale-switch"
      sx={{
        '& .MuiToggleButton-root': { color: 'inherit', borderColor: 'currentcolor', opacity: 0.75, px: 1, py: 0.25 },
        '& .MuiToggleButton-root.Mui-selected': { color: 'inherit', opacity: 1, bgcolor: 'rgba(255, 255, 255, 0.16)' },
      }}
    >
      {locales.map(({ locale: code, name }) => (
        <ToggleButton key={code} value={code} lang={code} data-testid={`locale-${code}`}>
          {name}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
