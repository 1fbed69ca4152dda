import { useLingui } from '@lingui/react/macro'
import { RefusedCall } from '../api.ts'

/** A refusal carries its own sentence; anything else is a fault of this page, which is said so. */
export function useSentenceOf() {
  const { t } = useLingui()
  return (error: unknown): string =>
    error instanceof RefusedCall ? error.reason : t`Something in this page went wrong. Reload it and try again.`
}
