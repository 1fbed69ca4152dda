import { useId, type ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button'

type Look = 'plain' | 'main' | 'bare'
type Props = Omit<ButtonProps, 'className' | 'children' | 'isDisabled' | 'isPending'> & {
  readonly look?: Look
  readonly small?: boolean
  /** A sign alone: give `aria-label` too. */
  readonly square?: boolean
  /** Why it cannot be used now. The button keeps its place and can be focused. */
  readonly unavailable?: string | null
  /** What it asked for is under way: it keeps its place and its focus, and a second press does nothing. */
  readonly isPending?: boolean
  readonly children: ReactNode
}

export function Button({
  look = 'plain',
  small,
  square,
  unavailable,
  isPending = false,
  onPress,
  children,
  ...props
}: Props) {
  const reasonId = useId()
  const className = buttonClass({ look, small, square })
  if (!unavailable)
    return (
      <AriaButton
        {...props}
        className={className}
        data-pending={isPending || undefined}
        {...(onPress && !isPending && { onPress })}
      >
        {children}
      </AriaButton>
    )
  return (
    <span className="unavailable">
      <button type="button" className={className} aria-disabled="true" aria-describedby={reasonId}>
        {children}
      </button>
      <span id={reasonId} className="why">
        {unavailable}
      </span>
    </span>
  )
}

/** Also for links that act as the next step of a screen. */
export const buttonClass = ({ look = 'plain', small = false, square = false }: Shape) =>
  ['button', look, small && 'small', square && 'square'].filter(Boolean).join(' ')

type Shape = { look?: Look | undefined; small?: boolean | undefined; square?: boolean | undefined }
