import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'

type Props = {
  readonly icon?: IconName
  readonly tone?: 'unsettled' | 'refused'
  /** Spoken when it appears. */
  readonly live?: boolean
  readonly children: ReactNode
}

export function Notice({ icon = 'warn', tone = 'unsettled', live = false, children }: Props) {
  return (
    <div className={`notice ${tone}`} role={live ? 'alert' : undefined}>
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  )
}
