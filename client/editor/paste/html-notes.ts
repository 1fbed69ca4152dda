/**
 * Footnotes in HTML: Word links `#_ftn1` to `<div id="ftn1">`, LibreOffice `#sdfootnote1sym` to `<div id="sdfootnote1">`;
 * endnotes likewise. The key is the id of that element.
 */
const FORMS = [/^#_((?:ftn|edn)\d+)$/, /^#(sd(?:foot|end)note\d+)sym$/]
const BACK = [/^#_(?:ftn|edn)ref\d+$/, /^#sd(?:foot|end)note\d+anc$/]

const target = (element: Element) => {
  const link = element.getAttribute('href') ?? ''
  return link.slice(Math.max(0, link.indexOf('#')))
}

export function noteReferred(element: Element): string | null {
  if (element.tagName !== 'A') return null
  for (const form of FORMS) {
    const found = form.exec(target(element))
    if (found) return found[1]!
  }
  return null
}

/** The number before the words of the note, which links back. */
export const isNoteNumber = (element: Element): boolean =>
  element.tagName === 'A' && BACK.some((form) => form.test(target(element)))

export const isNoteBody = ({ id }: Element): boolean => /^(?:(?:ftn|edn)\d+|sd(?:foot|end)note\d+)$/.test(id)
