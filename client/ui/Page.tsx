import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { NavLink } from 'react-router'
import { DemonstrationBanner } from '../session/DemonstrationBanner.tsx'
import { usePerson } from '../session/use-session.ts'
import { TopBar } from './TopBar.tsx'
import { useTitle } from './use-title.ts'
import './page.css'

type Props = {
  readonly title: string
  /** One line of facts under the title. */
  readonly facts?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A plain page: title, one line of facts, actions at the end side; then one table or list. */
export function Page({ title, facts, actions, children }: Props) {
  useTitle(title)
  return (
    <>
      <DemonstrationBanner />
      <TopBar>
        <MainNavigation />
      </TopBar>
      <main className="page">
        <div className="page-head">
          <div>
            <h1>{title}</h1>
            {facts && <div className="quiet page-facts">{facts}</div>}
          </div>
          {actions && <div className="row push">{actions}</div>}
        </div>
        {children}
      </main>
    </>
  )
}

function MainNavigation() {
  const { t } = useLingui()
  const { isAdministrator } = usePerson()
  return (
    <nav className="top-nav" aria-label={t`Main`}>
      <NavLink to="/" end>
        <Trans>Home</Trans>
      </NavLink>
      <NavLink to="/texts">
        <Trans>Texts</Trans>
      </NavLink>
      {isAdministrator && (
        <NavLink to="/people">
          <Trans>People</Trans>
        </NavLink>
      )}
    </nav>
  )
}
