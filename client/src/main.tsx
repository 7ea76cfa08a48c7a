import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { SessionProvider } from './session/SessionProvider.tsx'
import { SoundProvider } from './sound/SoundProvider.tsx'
import './styles.css'
import { LanguageProvider } from './text/LanguageProvider.tsx'
import { CrashScreen } from './ui/CrashScreen.tsx'
import { ErrorBoundary } from './ui/ErrorBoundary.tsx'
import { NoticeProvider } from './ui/NoticeProvider.tsx'
import { SymbolDefs } from './ui/symbols/SymbolDefs.tsx'

const root = document.getElementById('root')
if (!root) throw new TypeError('the page has no #root')

createRoot(root).render(
  <StrictMode>
    <LanguageProvider>
      <ErrorBoundary fallback={<CrashScreen />}>
        <SymbolDefs />
        <SoundProvider>
          <SessionProvider>
            <NoticeProvider>
              <App />
            </NoticeProvider>
          </SessionProvider>
        </SoundProvider>
      </ErrorBoundary>
    </LanguageProvider>
  </StrictMode>,
)
