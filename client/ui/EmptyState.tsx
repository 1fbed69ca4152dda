import type { ReactNode } from 'react'

export function EmptyState({ say, children }: { readonly say: string; readonly children?: ReactNode }) {
  return (
    <div className="card empty">
      <p>{say}</p>
      {children}
    </div>
  )
}
