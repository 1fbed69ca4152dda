import { i18n } from '@lingui/core'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { messages } from './locale/en.po'
import './theme/fonts.css'
import './theme/tokens.css'
import './theme/base.css'
import './ui/controls.css'
import './ui/paper.css'

i18n.loadAndActivate({ locale: 'en', messages })

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
