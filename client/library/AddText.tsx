import { Trans, useLingui } from '@lingui/react/macro'
import { DropZone } from 'react-aria-components/DropZone'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { Text } from 'react-aria-components/Text'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import './library.css'

/** A resolution as a file, chosen or dropped. What is in it, the server tells by its content and not by its name. */
export function AddText({ onFile }: { readonly onFile: (file: File) => void }) {
  const { t } = useLingui()
  return (
    <DropZone
      className="drop"
      aria-label={t`Drop a resolution here`}
      getDropOperation={() => 'copy'}
      onDrop={async ({ items }) => {
        const dropped = items.find((item) => item.kind === 'file')
        if (dropped) onFile(await dropped.getFile())
      }}
    >
      <FileTrigger acceptedFileTypes={FORMATS} onSelect={(files) => files?.[0] && onFile(files[0])}>
        <Button>
          <Icon name="out" />
          <Trans>Add a text from a file</Trans>
        </Button>
      </FileTrigger>
      <Text slot="label" className="quiet small">
        <Trans>
          A Word file (.docx) or plain text (.txt), chosen or dropped here. You check what was understood before it is
          stored.
        </Trans>
      </Text>
    </DropZone>
  )
}

const FORMATS = [
  '.docx',
  '.txt',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'text/plain',
]
