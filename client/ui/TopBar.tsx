import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { AccountMenu } from '../session/AccountMenu.tsx'
import { Mark } from './Icon.tsx'
import { ThemeSwitch } from './ThemeSwitch.tsx'
import './top-bar.css'

/** 52 px that never move: the mark and where one is at the start, what concerns the person at the end. */
export function TopBar({ children, end }: { readonly children?: ReactNode; readonly end?: ReactNode }) {
  return (
    <header className="top">
      <Link className="brand" to="/">
        <Mark />
        <span className="brand-name">
          <Trans>Common Proposals</Trans>
        </span>
      </Link>
      {children}
      <span className="push" />
      {end}
      <ThemeSwitch />
      <AccountMenu />
    </header>
  )
}
