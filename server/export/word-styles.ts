/**
 * The paragraph styles of ITU conference documents, by their names there, so that the secretariat's template takes over the
 * look (domain.md §2.4, measured on WTSA Resolution 1). Lengths in twentieths of a point, sizes in half points.
 */
import { AlignmentType, type IPropertiesOptions } from 'docx'
import type { Block } from '../../shared/document/blocks.ts'

type Styles = NonNullable<IPropertiesOptions['styles']>
type Style = NonNullable<Styles['paragraphStyles']>[number]

/** Where the words of an item begin, after its label. */
export const LABEL_WIDTH = 794

const style = (id: string, name: string, { paragraph, run }: Pick<Style, 'paragraph' | 'run'> = {}): Style => ({
  id,
  name,
  basedOn: 'Normal',
  next: 'Normal',
  quickFormat: true,
  ...(paragraph && { paragraph }),
  ...(run && { run }),
})

const centred = { alignment: AlignmentType.CENTER, keepNext: true }
const enumeration = (left: number, hanging: number) => ({ indent: { left, hanging }, spacing: { before: 80 } })

export const WORD_STYLES: Styles = {
  default: {
    document: {
      run: { font: 'Times New Roman', size: 22, language: { value: 'en-GB' } },
      paragraph: { spacing: { before: 120 } },
    },
  },
  paragraphStyles: [
    { id: 'Normal', name: 'Normal', quickFormat: true },
    style('ResNo', 'Res_No', { paragraph: { ...centred, spacing: { before: 480 } }, run: { size: 26 } }),
    style('Restitle', 'Res_title', {
      paragraph: { ...centred, spacing: { before: 240 } },
      run: { size: 26, bold: true },
    }),
    style('Resref', 'Res_ref', { paragraph: { ...centred, spacing: { before: 120 } }, run: { italics: true } }),
    style('Normalaftertitle', 'Normal after title', { paragraph: { spacing: { before: 280 } } }),
    style('Call', 'Call', {
      paragraph: { keepNext: true, indent: { left: LABEL_WIDTH }, spacing: { before: 160 } },
      run: { italics: true },
    }),
    style('enumlev1', 'enumlev1', { paragraph: enumeration(LABEL_WIDTH, LABEL_WIDTH) }),
    style('enumlev2', 'enumlev2', { paragraph: enumeration(1191, 397) }),
    style('enumlev3', 'enumlev3', { paragraph: enumeration(1588, 397) }),
    style('Proposal', 'Proposal', { paragraph: { keepNext: true, spacing: { before: 240 } }, run: { bold: true } }),
    style('Reasons', 'Reasons', { paragraph: { spacing: { before: 240 } } }),
    style('Source', 'Source', { paragraph: { ...centred, spacing: { before: 840 } }, run: { size: 28, bold: true } }),
    style('Title1', 'Title 1', {
      paragraph: { ...centred, spacing: { before: 240 } },
      run: { size: 28, allCaps: true },
    }),
    style('Title2', 'Title 2', {
      paragraph: { ...centred, spacing: { before: 240 } },
      run: { size: 24, allCaps: true },
    }),
    style('Headingb', 'Heading_b', { paragraph: { keepNext: true, spacing: { before: 240 } }, run: { bold: true } }),
    style('Tabletext', 'Table_text', { paragraph: { spacing: { before: 40, after: 40 } }, run: { size: 20 } }),
    style('FootnoteText', 'footnote text', {
      paragraph: {
        indent: { left: 284, hanging: 284 },
        spacing: { before: 60 },
      },
      run: { size: 20 },
    }),
  ],
}

/** Items at level 0 are running paragraphs with a tab after the label; only what is below them hangs. */
export function styleOf({ kind, level }: Pick<Block, 'kind' | 'level'>): string {
  if (kind === 'item') return level === 0 ? 'Normal' : level === 1 ? 'enumlev1' : 'enumlev2'
  return STYLE_OF_KIND[kind]
}

const STYLE_OF_KIND = {
  number: 'ResNo',
  title: 'Restitle',
  history: 'Resref',
  opening: 'Normalaftertitle',
  'preamble-call': 'Call',
  'operative-call': 'Call',
  text: 'Normal',
  footnote: 'FootnoteText',
} as const
