/** HTML from templates: every value is escaped unless it is already HTML. */
export class Html {
  readonly markup: string
  constructor(markup: string) {
    this.markup = markup
  }
  toString() {
    return this.markup
  }
}

type Value = string | Html | readonly Html[]

export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Html =>
  new Html(parts.reduce((markup, part, at) => markup + markupOf(values[at - 1]!) + part))

export const nothing = new Html('')

const markupOf = (value: Value): string => {
  if (typeof value === 'string') return escaped(value)
  return value instanceof Html ? value.markup : value.map(({ markup }) => markup).join('')
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Control characters that HTML does not allow vanish. */
const escaped = (text: string) =>
  // oxlint-disable-next-line no-control-regex
  text.replace(/[&<>"']/gu, (sign) => ENTITIES[sign]!).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/gu, '')
