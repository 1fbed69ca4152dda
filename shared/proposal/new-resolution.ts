/**
 * The form of a new resolution; what is not known yet stands in brackets (domain.md §2.2). English is measured; the words of the
 * other languages are recollection, and the name of the conference is left to the writer there.
 */
import type { Block } from '../document/blocks.ts'
import type { Language } from '../document/language.ts'
import type { BlockId } from '../ids.ts'

type Meeting = { readonly name: string; readonly year: number | null }
type Form = {
  readonly number: (when: string) => string
  readonly opening: (when: string, conference: string) => string
  readonly considering: string
  readonly resolves: string
}

const FORMS: Record<Language, Form> = {
  en: {
    number: (when) => `DRAFT NEW RESOLUTION [number] ([place], ${when})`,
    opening: (when, conference) => `The ${conference} ([place], ${when}),`,
    considering: 'considering',
    resolves: 'resolves',
  },
  fr: {
    number: (when) => `PROJET DE NOUVELLE RÉSOLUTION [numéro] ([lieu], ${when})`,
    opening: (when) => `La Conférence [nom] ([lieu], ${when}),`,
    considering: 'considérant',
    resolves: 'décide',
  },
  es: {
    number: (when) => `PROYECTO DE NUEVA RESOLUCIÓN [número] ([lugar], ${when})`,
    opening: (when) => `La Conferencia [nombre] ([lugar], ${when}),`,
    considering: 'considerando',
    resolves: 'resuelve',
  },
  ru: {
    number: (when) => `ПРОЕКТ НОВОЙ РЕЗОЛЮЦИИ [номер] ([место], ${when} г.)`,
    opening: (when) => `Конференция [название] ([место], ${when} г.),`,
    considering: 'учитывая',
    resolves: 'решает',
  },
  zh: {
    number: (when) => `[编号]号新决议草案（[地点]，${when}年）`,
    opening: (when) => `[大会名称]（${when}年，[地点]），`,
    considering: '考虑到',
    resolves: '做出决议',
  },
  ar: {
    number: (when) => `مشروع القرار الجديد [الرقم] ([المكان]، ${when})`,
    opening: (when) => `إن المؤتمر [الاسم] ([المكان]، ${when})،`,
    considering: 'إذ يضع في اعتباره',
    resolves: 'يقرر',
  },
}

const YEAR: Record<Language, string> = {
  en: '[year]',
  fr: '[année]',
  es: '[año]',
  ru: '[год]',
  zh: '[年份]',
  ar: '[السنة]',
}

export function newResolution(language: Language, { name, year }: Meeting, newId: () => BlockId): readonly Block[] {
  const when = year === null ? YEAR[language] : `${year}`
  const form = FORMS[language]
  const block = (kind: Block['kind'], words: string): Block => ({
    id: newId(),
    kind,
    level: 0,
    origin: null,
    runs: words ? [{ text: words }] : [],
  })
  return [
    block('number', form.number(when)),
    block('title', ''),
    block('opening', form.opening(when, name)),
    block('preamble-call', form.considering),
    block('item', ''),
    block('operative-call', form.resolves),
    block('item', ''),
  ]
}
