import { must } from '@casino-club/shared'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'

createRoot(must(document.getElementById('root'), 'the element #root')).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
