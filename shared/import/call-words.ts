/**
 * The words that open a section, in the six languages, as data. `measured`: seen on resolutions (domain.md §2.4: WTDC, WTSA, WRC,
 * Plenipotentiary Conference). `recollection`: what ITU resolutions are remembered to use, not compared with a corpus; `doubt`
 * says what is least sure. An Arabic or a Word file can still be read where a word is missing: by the form "(و)إذ …" and by the
 * style `Call`.
 */
export type CallWords = {
  readonly language: 'en' | 'fr' | 'es' | 'ru' | 'ar' | 'zh'
  readonly source: 'measured' | 'recollection'
  readonly doubt?: string
  /** Openings of the preamble. */
  readonly preamble: string
  /** "resolves": stands alone, or goes on with `toAddress`. */
  readonly resolving: string
  /** "to instruct": after a resolving verb, before the addressee. */
  readonly toAddress: string
  /** "instructs": goes on with an addressee. */
  readonly addressing: string
  /** What the addressee begins with (`addressee`), or never begins with (`noAddressee`). */
  readonly addressee?: string
  readonly noAddressee?: string
  /** Adverbs on either side of the verb. */
  readonly adverb: string
  /** What may stand at the end of a preamble call. */
  readonly ending: string
}

/** The first row of English preamble and addressing verbs is measured; the others are recollection. */
const ENGLISH: CallWords = {
  language: 'en',
  source: 'measured',
  preamble:
    'recalling|considering|recognizing|noting|taking into account|acknowledging|taking note|conscious|' +
    'bearing in mind|aware|mindful|emphasizing|stressing|reaffirming|convinced|concerned|observing|underlining|highlighting|' +
    'welcoming|appreciating|having considered|having regard|having noted|recognising|emphasising',
  resolving: 'resolves|decides',
  toAddress:
    'to (?:instruct|invite|request|encourage|urge|appeal to|call upon|call on|recommend|authorize|charge|ask)(?: (?:also|further))?',
  addressing:
    'instructs|requests|invites|encourages|appeals to|urges|calls upon|calls on|recommends|authorizes|charges|declares',
  noAddressee: 'to|that|from|for|of|in|on|by|and|or|with|at|as|which|made',
  adverb:
    'also|further|further also|in addition|in particular|once again|again|with (?:concern|satisfaction|appreciation|interest|regret|approval)',
  ending: 'of|that',
}

const FRENCH: CallWords = {
  language: 'fr',
  source: 'recollection',
  doubt:
    'feminine and masculine forms follow the body (“consciente” of a conference); “notant” or “constatant” for “noting”',
  preamble:
    "rappelant|considérant|reconnaissant|notant|constatant|tenant compte|tenant dûment compte|prenant note|prenant acte|prenant en considération|consciente?|sachant|ayant à l'esprit|gardant à l'esprit|ayant examiné|ayant noté|soulignant|réaffirmant|réitérant|préoccupée?|convaincue?|observant|estimant|se félicitant|accueillant avec satisfaction|saluant|étant donné|vu",
  resolving: 'décide|décident',
  toAddress:
    "(?:de charger|d'inviter|de prier|d'encourager|de demander|d'engager|d'exhorter|de recommander|d'autoriser)(?: (?:en outre|également|aussi))?",
  addressing:
    'charge|invite|prie|encourage|demande|engage|exhorte|recommande|autorise|lance un appel|appelle|fait appel|prie instamment|invite instamment',
  addressee: "(?:le|la|les|aux?|à|tous|toutes|chaque) |l'",
  adverb:
    'en outre|également|aussi|par ailleurs|de plus|de nouveau|en particulier|avec (?:préoccupation|satisfaction|intérêt|inquiétude|regret)',
  ending: 'de|que|des|du|du fait|les|le|la',
}

const SPANISH: CallWords = {
  language: 'es',
  source: 'recollection',
  doubt: '“observando”, “señalando” or “advirtiendo” for “noting”',
  preamble:
    'recordando|considerando|reconociendo|observando|señalando|advirtiendo|notando|teniendo en cuenta|teniendo presente|tomando nota|tomando en consideración|consciente|habiendo examinado|habiendo considerado|destacando|subrayando|poniendo de relieve|reafirmando|reiterando|preocupad[ao]|convencid[ao]|acogiendo con (?:satisfacción|beneplácito)|estimando|visto',
  resolving: 'resuelve|decide',
  toAddress:
    '(?:encargar|invitar|pedir|solicitar|instar|alentar|animar|exhortar|dar instrucciones|autorizar|recomendar)(?: (?:además|también|asimismo))?',
  addressing:
    'encarga|invita|pide|solicita|insta|alienta|anima|exhorta|recomienda|autoriza|hace un llamamiento|da instrucciones',
  addressee: '(?:al?|a los|a las|que) ',
  adverb:
    'además|también|asimismo|igualmente|en particular|nuevamente|con (?:preocupación|satisfacción|interés|agrado|inquietud)',
  ending: 'de|que|del|los|las|la|el',
}

const RUSSIAN: CallWords = {
  language: 'ru',
  source: 'recollection',
  doubt:
    '“учитывая” stands for “considering”, “принимая во внимание” for “taking into account”; which of them a text uses varies',
  preamble:
    'напоминая|учитывая|признавая|отмечая|принимая во внимание|принимая к сведению|сознавая|осознавая|ссылаясь|памятуя|подчеркивая|подтверждая|вновь подтверждая|рассмотрев|будучи (?:обеспокоена|убеждена|озабочена)|выражая (?:обеспокоенность|удовлетворение|признательность|озабоченность)|приветствуя|считая|имея в виду|полагая',
  resolving: 'решает|постановляет',
  toAddress:
    '(?:поручить|предложить|просить|призвать|настоятельно (?:призвать|рекомендовать)|рекомендовать|уполномочить)(?: (?:также|далее))?',
  addressing:
    'поручает|предлагает|призывает|просит|настоятельно (?:призывает|рекомендует|просит)|рекомендует|обращается с (?:призывом|просьбой)|приглашает|уполномочивает|обращается',
  noAddressee: 'что|чтобы|и|или|на|по|от|из',
  adverb:
    'далее|также|кроме того|вновь|в частности|с (?:обеспокоенностью|удовлетворением|интересом|озабоченностью|сожалением)',
  ending: 'о|об|на|что',
}

/** Without vowel signs; the verb is masculine (المؤتمر) or feminine (الجمعية). */
const ARABIC: CallWords = {
  language: 'ar',
  source: 'recollection',
  doubt: 'an Arabic preamble call begins with “إذ” or “وإذ”; any short line that does is taken as one',
  preamble: 'و?إذ(?: \\S+){1,7}',
  resolving: '[يت]قرر',
  toAddress:
    '(?:كذلك |أيضا )?(?:أن [يت](?:كلف|دعو|طلب (?:من|إلى)|شجع|ناشد|حث|وصي)|تكليف|دعوة|الطلب (?:من|إلى)|تشجيع|مناشدة)(?: (?:كذلك|أيضا))?',
  addressing: '[يت](?:كلف|دعو|طلب (?:من|إلى)|شجع|ناشد|حث|وصي|أذن ل|رجو من|عهد إلى)',
  noAddressee: 'أن|في|على|عن',
  adverb: 'كذلك|أيضا|مجددا',
  ending: 'أن|إلى',
}

const CHINESE: CallWords = {
  language: 'zh',
  source: 'recollection',
  doubt: '“做出决议” and “作出决议” both occur; “请” and “邀请” for “invites”',
  preamble:
    '(?:忆及|回顾|考虑到?|认识到|注意到|顾及|意识到|铭记|强调|重申|确信|深信|关切|赞赏|欢迎|承认|审议了|认可|牢记|满意地注意到|关切地注意到)',
  resolving: '(?:做出|作出|通过)?决议|决定',
  toAddress: '(?:责成|请|邀请|要求|鼓励|呼吁|敦促|指示|授权|建议)',
  addressing: '责成|请|邀请|要求|鼓励|呼吁|敦促|指示|授权|建议',
  noAddressee: '注意|参见|见',
  adverb: '进一步|亦|还|同时|再次|并|又|特别',
  ending: '到|以下',
}

export const CALL_WORDS: readonly CallWords[] = [ENGLISH, FRENCH, SPANISH, RUSSIAN, ARABIC, CHINESE]
