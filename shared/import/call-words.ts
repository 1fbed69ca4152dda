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
    'welcoming|appreciating|having (?:considered|regard|noted|examined|in mind)|recognising|emphasising|being aware|cognizant|' +
    'affirming|believing|in view|realizing|confirming|desiring|desirous|guided|endorsing|anxious|deeply concerned|understanding',
  resolving: 'resolves|decides',
  toAddress:
    'to (?:instruct|invite|request|encourage|urge|appeal to|call upon|call on|recommend|authorize|charge|ask|entrust|direct)(?: (?:also|further))?',
  addressing:
    'instructs|requests|invites|encourages|appeals to|urges|calls upon|calls on|recommends|authorizes|charges|declares|entrusts|directs|asks',
  noAddressee: 'to|that|from|for|of|in|on|by|and|or|with|at|as|which|made',
  adverb:
    'also|further|furthermore|further also|also further|however|moreover|in addition|in particular|once again|again|strongly|with (?:deep |great )?(?:concern|satisfaction|appreciation|interest|regret|approval)',
  ending: 'of|that|by',
}

const FRENCH: CallWords = {
  language: 'fr',
  source: 'recollection',
  doubt:
    'feminine and masculine forms follow the body (“consciente” of a conference); “notant” or “constatant” for “noting”',
  preamble:
    "rappelant|considérant|reconnaissant|notant|constatant|tenant compte|tenant dûment compte|compte tenu|étant entendu|prenant en compte|ayant présent à l'esprit|admettant|désireu(?:x|se)|persuadée?|appréciant|confirmant|affirmant|prenant note|prenant acte|prenant en considération|consciente?|sachant|ayant à l'esprit|gardant à l'esprit|ayant examiné|ayant noté|soulignant|réaffirmant|réitérant|préoccupée?|convaincue?|observant|estimant|se félicitant|accueillant avec satisfaction|saluant|étant donné|vu",
  resolving: 'décide|décident',
  toAddress:
    "(?:de charger|d'inviter|de prier|d'encourager|de demander|d'engager|d'exhorter|de recommander|d'autoriser|de prier|d'appeler|de confier)(?: (?:en outre|également|aussi))?",
  addressing:
    'charge|invite|prie|encourage|demande|engage|exhorte|recommande|autorise|lance un appel|appelle|fait appel|prie instamment|invite instamment|demande instamment|confie|autorise également',
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
    'recordando|considerando|reconociendo|observando|señalando|advirtiendo|notando|teniendo en cuenta|teniendo presente|tomando nota|tomando en consideración|consciente|habiendo examinado|habiendo considerado|destacando|subrayando|poniendo de relieve|reafirmando|reiterando|preocupad[ao]|convencid[ao]|conocedora?|afirmando|confirmando|haciendo hincapié|habida cuenta|admitiendo|agradeciendo|deseando|deseosa|acogiendo con (?:satisfacción|beneplácito)|estimando|visto',
  resolving: 'resuelve|decide',
  toAddress:
    '(?:encargar|invitar|pedir|solicitar|instar|alentar|animar|exhortar|dar instrucciones|autorizar|recomendar|rogar|confiar)(?: (?:además|también|asimismo))?',
  addressing:
    'encarga|invita|pide|solicita|insta|alienta|anima|exhorta|recomienda|autoriza|hace un llamamiento|da instrucciones|ruega|pide encarecidamente|insta encarecidamente|solicita encarecidamente',
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
    'напоминая|учитывая|признавая|отмечая|принимая во внимание|принимая к сведению|сознавая|осознавая|ссылаясь|памятуя|подчеркивая|подтверждая|вновь подтверждая|рассмотрев|изучив|приняв во внимание|приняв к сведению|понимая|констатируя|руководствуясь|стремясь|желая|отдавая себе отчет|высоко оценивая|с (?:удовлетворением|обеспокоенностью|признательностью) (?:отмечая|принимая к сведению)|будучи (?:обеспокоен|убежден|озабочен|уверен)н?(?:а|ой|ным|ной|ы)?|выражая (?:обеспокоенность|удовлетворение|признательность|озабоченность)|приветствуя|считая|имея в виду|полагая',
  resolving: 'решает|решила|постановляет',
  toAddress:
    '(?:поручить|предложить|просить|призвать|настоятельно (?:призвать|рекомендовать)|рекомендовать|уполномочить|обратиться к|пригласить)(?: (?:также|далее))?',
  addressing:
    'поручает|предлагает|призывает|просит|настоятельно (?:призывает|рекомендует|просит)|рекомендует|обращается с (?:призывом|просьбой)|приглашает|уполномочивает|обращается|поощряет',
  noAddressee: 'что|чтобы|и|или|на|по|от|из',
  adverb:
    'далее|также|кроме того|вновь|в частности|с (?:обеспокоенностью|удовлетворением|интересом|озабоченностью|сожалением)',
  ending: 'о|об|на|что|о том|о том, что|тем, что',
}

/** Without vowel signs; the verb is masculine (المؤتمر) or feminine (الجمعية). */
const ARABIC: CallWords = {
  language: 'ar',
  source: 'recollection',
  doubt:
    'an Arabic preamble call begins with “إذ” or “وإذ”, or is a noun with “منه”; any short line that does or is is taken as one',
  preamble: 'و?(?:إذ(?: \\S+){1,7}|\\S+ا منه(?:ا)?(?: \\S+){0,3}|رغبة منها?|بعد أن(?: \\S+){1,4}|قد نظرت?|مع مراعاة)',
  resolving: 'و?[يت]قرر',
  toAddress:
    '(?:كذلك |أيضا |علاوة على ذلك )?(?:أن [يت](?:كلف|دعو|طلب (?:من|إلى)|شجع|ناشد|حث|وصي|عهد إلى|رجو من|لتمس من)|تكليف|دعوة|الطلب (?:من|إلى)|تشجيع|مناشدة)(?: (?:كذلك|أيضا))?',
  addressing: 'و?[يت](?:كلف|دعو|طلب (?:من|إلى)|شجع|ناشد|حث|وصي|أذن ل|رجو من|لتمس من|عهد إلى|هيب ب)',
  noAddressee: 'أن|في|على|عن',
  adverb: 'كذلك|أيضا|مجددا|علاوة على ذلك|بالإضافة إلى ذلك|بقوة|بإلحاح',
  ending: 'أن|إلى',
}

const CHINESE: CallWords = {
  language: 'zh',
  source: 'recollection',
  doubt: '“做出决议” and “作出决议” both occur; “请” and “邀请” for “invites”',
  preamble:
    '(?:忆及|忆起|回顾|考虑到?|认识到|注意到|顾及|虑及|念及|鉴于|意识到|了解到?|获悉|铭记|谨记|强调|重申|确认|确信|深信|相信|关切|关注|赞赏|感谢|欢迎|承认|指出|希望|认可|支持|牢记|审议了?|审查了?|(?:满意|关切|赞赏|高兴|遗憾|欣慰)地(?:注意到|看到|认识到))',
  resolving: '(?:做出|作出|通过)?决议|(?:做出|作出)?决定',
  toAddress: '(?:责成|恳请|吁请|请|邀请|要求|鼓励|呼吁|敦促|指示|授权|建议)',
  addressing: '责成|恳请|吁请|请|邀请|要求|鼓励|呼吁|敦促|指示|授权|建议|委托',
  noAddressee: '注意|参见|见',
  adverb: '经?进一步|亦|也|还|同时|再次|再|并|又|特别|此外|一致|经|还应|强烈',
  ending: '到以下|到|了|着|以下',
}

export const CALL_WORDS: readonly CallWords[] = [ENGLISH, FRENCH, SPANISH, RUSSIAN, ARABIC, CHINESE]
