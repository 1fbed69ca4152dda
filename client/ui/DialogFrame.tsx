import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'

type Props = {
  readonly title: string
  readonly subtitle?: ReactNode
  /** Escape, the cross and, unless it is `binding`, a press beside the dialog: always the least binding choice. */
  readonly onClose: () => void
  /** Asks for a step that binds: a press beside it does not close it, because one meant for a button can miss. */
  readonly binding?: boolean
  readonly footer?: ReactNode
  readonly children: ReactNode
  readonly wide?: boolean
  readonly drawer?: boolean
}

export function DialogFrame({ title, subtitle, onClose, binding = false, footer, children, wide, drawer }: Props) {
  const { t } = useLingui()
  return (
    <ModalOverlay
      className={drawer ? 'scrim at-start' : 'scrim'}
      isOpen
      isDismissable={!binding}
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className={['modal', wide && 'wide', drawer && 'drawer'].filter(Boolean).join(' ')}>
        <Dialog className="dialog">
          <header>
            <div>
              <Heading slot="title" level={2}>
                {title}
              </Heading>
              {subtitle && <p className="quiet small">{subtitle}</p>}
            </div>
            <Button look="bare" square aria-label={t`Close`} onPress={onClose}>
              <Icon name="close" />
            </Button>
          </header>
          {/* A long redline scrolls, and must do so by keyboard too. */}
          <div className="dialog-body" {...(wide && { tabIndex: 0 })}>
            {children}
          </div>
          {footer && <footer>{footer}</footer>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
