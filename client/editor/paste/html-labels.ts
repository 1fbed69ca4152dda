/** The labels that another program draws: Word writes them into the paragraph and marks them, lists of HTML count them. */
import { letters, roman } from '../../../shared/document/labels.ts'

const DASH = '–'

/**
 * Without style sheets, and with the styles of a tag under another name: the content security policy forbids inline styles, also in a document that is only
 * read, and the browser would complain of each.
 */
export const withoutStyles = (html: string): string =>
  html
    .replace(/<style\b[^]*?<\/style>/gi, '')
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/(\s)style(\s*=)/gi, '$1data-style$2'))

export const styleOf = (element: Element): string =>
  (element.getAttribute('data-style') ?? '').toLowerCase().replace(/\s+/g, '')

/** `<span style="mso-list:Ignore">a)<span>&nbsp;&nbsp;</span></span>`: what Word draws before the words of a list. */
export const isWordLabel = (element: Element): boolean => styleOf(element).includes('mso-list:ignore')

/** Bullets are drawn in a symbol font, where a letter stands for a sign. */
export function wordLabel(paragraph: Element): string | null {
  const label = [...paragraph.querySelectorAll('span')].find(isWordLabel)
  const words = label?.textContent.replace(/[\s\u00A0]+/g, ' ').trim() ?? ''
  if (words === '') return null
  return /^[·•§oØü●○▪■◦\uF0A7\uF0B7-]$/u.test(words) ? DASH : words
}

const COUNTED: Record<string, (place: number) => string> = {
  a: (place) => `${letters(place)})`,
  i: (place) => `${roman(place)})`,
  '1': (place) => `${place}`,
}

export function listLabel(item: Element): string | null {
  const list = item.parentElement
  if (!list || (list.tagName !== 'OL' && list.tagName !== 'UL')) return null
  if (list.tagName === 'UL') return DASH
  const form = (list.getAttribute('type') ?? styledForm(list) ?? '1').toLowerCase()
  return (COUNTED[form] ?? COUNTED['1']!)(placeIn(list, item))
}

function styledForm(list: Element): string | null {
  const style = styleOf(list)
  if (/(?:lower|upper)-(?:alpha|latin)/.test(style)) return 'a'
  return /(?:lower|upper)-roman/.test(style) ? 'i' : null
}

function placeIn(list: Element, item: Element): number {
  const items = [...list.children].filter(({ tagName }) => tagName === 'LI')
  const value = Number(item.getAttribute('value'))
  return value > 0 ? value : Math.max(1, Number(list.getAttribute('start') ?? 1)) + items.indexOf(item)
}
