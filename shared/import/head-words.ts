/**
 * How the head of a resolution is written in the six languages: its number line and its opening line. English is measured
 * (domain.md §2.4); the others are recollection. Each pattern is matched without marks of direction and stretching strokes.
 */

/** A number such as 31, COM5/2 or [EUR-A25-2]. */
const NUMBER = '(\\[[^[\\]]+\\]|(?:(?:ITU|UIT|МСЭ)-[RTD] ?)?(?:[A-Z-]*\\d[A-Z0-9/-]*|[٠-٩]+))'
const EDITION = '(?: ?[(（]([^()（）]+)[)）])?'

/** The number in the first group, the edition in the second. */
export const NUMBER_LINES: readonly RegExp[] = [
  // A draft may have no number yet.
  ...[
    'DRAFT (?:NEW )?RESOLUTION',
    'PROJET DE (?:NOUVELLE )?R[ÉE]SOLUTION',
    'PROYECTO DE (?:NUEVA )?RESOLUCI[ÓO]N',
    'ПРОЕКТ (?:НОВОЙ )?РЕЗОЛЮЦИИ',
    'مشروع (?:ال)?قرار(?: (?:ال)?جديد)?',
    '(?:新)?决议草案',
  ].map((draft) => new RegExp(`^${draft}()${EDITION}$`, 'iu')),
  new RegExp(`^(?:DRAFT (?:NEW |REVISED )?)?RESOLUTION (?:NO\\. ?)?${NUMBER}${EDITION}$`, 'iu'),
  new RegExp(`^(?:PROJET DE (?:NOUVELLE |RÉVISION DE LA )?)?R[ÉE]SOLUTION ${NUMBER}${EDITION}$`, 'iu'),
  new RegExp(`^(?:PROYECTO DE (?:NUEVA |REVISIÓN DE LA )?)?RESOLUCI[ÓO]N ${NUMBER}${EDITION}$`, 'iu'),
  new RegExp(`^(?:ПРОЕКТ (?:НОВОЙ |ПЕРЕСМОТРЕННОЙ )?)?РЕЗОЛЮЦИ[ЯИ] ${NUMBER}${EDITION}$`, 'iu'),
  new RegExp(`^(?:مشروع (?:مراجعة )?)?(?:ال)?قرار(?: (?:ال)?جديد)? ${NUMBER}${EDITION}$`, 'iu'),
  new RegExp(`^(?:(?:ITU|国际电联)-[RTD] ?)?(?:第 ?)?${NUMBER} ?号(?:新|修订)?决议(?:修订)?(?:草案)?${EDITION}$`, 'iu'),
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
  new RegExp(`^إن[\\u064B-\\u0652]* ?((?:ال)?(?:مؤتمر|جمعية|مجلس)[^();؛]*?)${MET}`, 'u'),
  new RegExp(`^([^，；。（）()]{0,30}(?:大会|全会|理事会))${MET}`, 'u'),
]

export const REVISED = /^R[ée]v\b|^Пересм|^المراج[\u064B-\u0652]*ع|修订/iu

/** "ANNEX", "ANNEX 1 TO RESOLUTION 31 (Rev. Kigali, 2022)", "附件1": what follows is no part of the resolution proper. */
const ANNEX =
  '(?:ANNEX|APPENDIX|ATTACHMENT|ANNEXE|APPENDICE|ANEXO|APÉNDICE|ADJUNTO|ПРИЛОЖЕНИЕ|ДОПОЛНЕНИЕ|(?:ال)?ملحق|(?:ال)?تذييل)'
const REST = '(?:[^.;؛()（）]|[(（][^()（）]*[)）])'
const CHINESE_ANNEX = '附(?:件|录) ?[\\dA-Z一二三四五六七八九十]{0,3}'
export const ANNEX_LINE = new RegExp(
  `^${ANNEX}(?![\\p{L}])${REST}{0,160}(?<![,،:])$|` +
    `^(?:第[^，；。]{1,20}号决议(?:[(（][^()（）]*[)）])?(?:的 ?)?)?${CHINESE_ANNEX}(?: ?[(（][^()（）]*[)）]| ?[–—:：-] ?[^。；]{1,60})?$`,
  'iu',
)

/** "SECTION 1", "Section 1bis – Meetings": a heading among the clauses. */
export const SECTION_LINE =
  /^(?:SECTION|PART|CHAPTER|PARTIE|CHAPITRE|SECCIÓN|PARTE|CAPÍTULO|РАЗДЕЛ|ЧАСТЬ|ГЛАВА|القسم|الجزء|الباب) (?:\d{1,2}|[IVX]{1,4})(?: ?(?:bis|ter|quater|مكررا?))?(?: ?[–—:.-] ?\S.*)?$|^第 ?[\d一二三四五六七八九十]{1,3} ?(?:节|部分|章)(?: .*)?$/iu

/** "Reasons:" in a proposal, and the operator before its next part (domain.md §2.1, §2.2). */
export const REASONS_LINE = /^(?:Reasons?|Motifs?|Raisons?|Motivos?|Основани[яе]|الأسباب|理由) ?[:：]/iu
const OPERATOR = '\\(?(?:ADD|MOD|SUP|NOC)\\)?\\*?'
const INDEX = '[A-Z]{1,5}(?:/[A-Z0-9!()-]+)*/\\d+[A-Z]?(?:#\\d+)?'
/** "MOD", "MOD ACP/67A1/1", "MOD EUR/65A19A5/3#49999"; Arabic files write the index first. The operator is the first or second group. */
export const OPERATOR_LINE = new RegExp(
  `^(?:(${OPERATOR})(?:[ \\t]+[A-Z0-9/().!#-]+)*|${INDEX}(?:[ \\t]+(${OPERATOR}))?)$`,
)
