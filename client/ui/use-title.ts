import { useEffect } from 'react'

/** The title of the browser's tab: what is on the screen, then the product. */
export function useTitle(title: string | null | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · Common Proposals` : 'Common Proposals'
  }, [title])
}
