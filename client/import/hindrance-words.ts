import { useLingui } from '@lingui/react/macro'
import type { Hindrance } from './draft.ts'

export function useHindranceWords() {
  const { t } = useLingui()
  return (hindrance: Hindrance): string =>
    ({
      'two-numbers': t`Two paragraphs are the number: only one can be.`,
      'two-titles': t`Two paragraphs are the title: merge them, or change one.`,
      'two-openings': t`Two paragraphs are the opening words: merge them, or change one.`,
      nothing: t`Everything is left out.`,
      'no-number': t`Give the text its number first.`,
      'no-conference': t`Say first which conference adopted it.`,
    })[hindrance]
}
