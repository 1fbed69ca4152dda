import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { ThemeSwitch } from '../ui/ThemeSwitch.tsx'
import { Mark } from '../ui/Icon.tsx'
import { DemonstrationBanner } from './DemonstrationBanner.tsx'
import './sign-in.css'

/** The door: what the product is for on one side, the way in on the other. */
export function SignInFrame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="door-frame">
      <DemonstrationBanner />
      <div className="door">
        <header className="door-say">
          <p className="brand">
            <Mark />
            <Trans>Common Proposals</Trans>
          </p>
          <p className="slogan">
            <Trans>
              One text, written together <b>[</b>and agreed<b>]</b> before the conference opens.
            </Trans>
          </p>
          <p className="quiet small">
            <Trans>Regional common proposals to conferences of ITU.</Trans>
          </p>
        </header>
        <main className="door-form">
          <div className="row">
            <h1>{title}</h1>
            <span className="push">
              <ThemeSwitch />
            </span>
          </div>
          {children}
        </main>
      </div>
    </div>
  )
}
