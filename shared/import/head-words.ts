/**
 * How the head of a resolution is written in the six languages: its number line and its opening line. English is measured
 * (domain.md §2.4); the others are recollection. Each pattern is matched without marks of direction and stretching strokes.
 */

/** A number such as 31, COM5/2 or [EUR-A25-2]. */
const NUMBER = '(\\[[^[\\]]+\\]|[A-Z-]*\\d[A-Z0-9/-]*)'
const EDITION = '(?: ?[(（]([^()（）]+)[)）])?'

/** The number in the first group, the edition in the second. */
export const NUMBER_LINES: readonly RegExp[] = [
  new RegExp(`^(?:DRAFT (?:NEW |REVISED )?)?RESOLUTION ${NUMBER}${EDITION}$`, 'iu'),
  new RegExp(`^(?:PROJET DE (?:NOUVELLE |RÉVISION DE LA )?)?R[ÉE]SOLUTION ${NUMBER}${EDITION}$`, 'iu'),
  new RegExp(`^(?:PROYECTO DE (?:NUEVA |REVISIÓN DE LA )?)?RESOLUCI[ÓO]N ${NUMBER}${EDITION}$`, 'iu'),
  new RegExp(`^(?:ПРОЕКТ (?:НОВОЙ |ПЕРЕСМОТРЕННОЙ )?)?РЕЗОЛЮЦИ[ЯИ] ${NUMBER}${EDITION}$`, 'iu'),
  new RegExp(`^(?:مشروع (?:مراجعة )?)?(?:القرار|قرار جديد|قرار) ${NUMBER}${EDITION}$`, 'iu'),
  new RegExp(`^(?:第 ?)?${NUMBER} ?号(?:新|修订)?决议(?:修订)?(?:草案)?${EDITION}$`, 'iu'),
  new RegExp(`^(?:新|修订)?决议(?:修订)?(?:草案)? ?${NUMBER}${EDITION}$`, 'iu'),
]

/** The body that speaks, without its article, in the first group; where and when it met in the second. */
const MET = ' ?(?:[(（]([^()（）]+)[)）])? ?[,،，]?$'
const words = (most: number) => `(?:[\\p{L}'’-]+ ){0,${most}}`
export const OPENING_LINES: readonly RegExp[] = [
  new RegExp(`^The (${words(8)}(?:Conference|Assembly|Council)\\b[^();]*?)${MET}`, 'u'),
  new RegExp(`^(?:La |L['’])((?:Conférence|Assemblée)\\b[^();]*?)${MET}`, 'u'),
  new RegExp(`^Le (Conseil\\b[^();]*?)${MET}`, 'u'),
  new RegExp(`^(?:La|El) ((?:Conferencia|Asamblea|Consejo)\\b[^();]*?)${MET}`, 'u'),
  new RegExp(`^(${words(4)}(?:[Кк]онференция|[Аа]ссамблея|Совет)(?![\\p{L}])[^();]*?)${MET}`, 'u'),
  new RegExp(`^إن[ّ]? ?((?:ال)?(?:مؤتمر|جمعية|مجلس)[^();؛]*?)${MET}`, 'u'),
  new RegExp(`^([^，；。（）()]{0,30}(?:大会|全会|理事会))${MET}`, 'u'),
]

export const REVISED = /^R[ée]v\b|^Пересм|^المراج[\u064B-\u0652]*ع|修订/iu

/** "ANNEX", "附件": what follows is no part of the resolution proper. */
export const ANNEX_LINE =
  /^(?:ANNEX|APPENDIX|ATTACHMENT|ANNEXE|APPENDICE|ANEXO|APÉNDICE|ADJUNTO|ПРИЛОЖЕНИЕ|ДОПОЛНЕНИЕ|(?:ال)?ملحق|(?:ال)?تذييل)(?![\p{L}])[^.;؛]{0,80}$|^附(?:件|录|录) ?\d{0,2}$/iu

/** "Reasons:" in a proposal, and the operator before its next part (domain.md §2.1). */
export const REASONS_LINE = /^(?:Reasons?|Motifs|Motivos|Основания|الأسباب|理由) ?[:：]/u
export const OPERATOR_LINE = /^\(?(?:ADD|MOD|SUP|NOC)\)?\*?(?:[ \t]+[A-Z0-9/()-]+)*$/
