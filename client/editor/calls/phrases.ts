/**
 * The calls and the addressees that are offered while one writes, by language. English is measured on resolutions in force
 * (domain.md §2.4 and §3); the other languages are recollection, checked only against `shared/import/call-words.ts`, which
 * recognizes every one of them. Any other call can be typed.
 */
import type { Language } from '../../../shared/document/language.ts'

export type CallPhrases = {
  readonly preamble: readonly string[]
  /** Stand alone. */
  readonly operative: readonly string[]
  /** Go on with an addressee. */
  readonly addressing: readonly string[]
  readonly addressees: readonly string[]
}

const ENGLISH: CallPhrases = {
  preamble: [
    'recalling',
    'considering',
    'considering also',
    'recognizing',
    'recognizing also',
    'noting',
    'noting further',
    'taking into account',
    'acknowledging',
    'taking note',
    'conscious',
  ],
  operative: ['resolves', 'resolves further'],
  addressing: [
    'resolves to instruct',
    'resolves to invite',
    'resolves further to invite',
    'instructs',
    'requests',
    'invites',
    'encourages',
    'appeals to',
  ],
  addressees: [
    'Member States',
    'Member States and Sector Members',
    'Member States, Sector Members and Associates',
    'Sector Members',
    'the Secretary-General',
    'the Director of the Telecommunication Development Bureau',
    'the Director of the Radiocommunication Bureau',
    'the Director of the Telecommunication Standardization Bureau',
    'the Directors of the three Bureaux',
    'the Secretary-General and the Directors of the three Bureaux',
    'the Council',
    'the Plenipotentiary Conference',
    'the Telecommunication Development Advisory Group',
    'the Telecommunication Standardization Advisory Group',
    'the Radiocommunication Advisory Group',
    'the regional telecommunication organizations',
  ],
}

const FRENCH: CallPhrases = {
  preamble: [
    'rappelant',
    'considérant',
    'considérant en outre',
    'reconnaissant',
    'reconnaissant également',
    'notant',
    'notant en outre',
    'tenant compte',
    'prenant note',
    'consciente',
  ],
  operative: ['décide', 'décide en outre'],
  addressing: ['décide de charger', "décide d'inviter", 'charge', 'prie', 'invite', 'encourage'],
  addressees: [
    'les États Membres',
    'les États Membres et les Membres de Secteur',
    'le Secrétaire général',
    'le Directeur du Bureau de développement des télécommunications',
    'le Directeur du Bureau des radiocommunications',
    'le Directeur du Bureau de la normalisation des télécommunications',
    'les Directeurs des trois Bureaux',
    'le Conseil',
    'la Conférence de plénipotentiaires',
    'les organisations régionales de télécommunication',
  ],
}

const SPANISH: CallPhrases = {
  preamble: [
    'recordando',
    'considerando',
    'considerando además',
    'reconociendo',
    'reconociendo también',
    'observando',
    'observando además',
    'teniendo en cuenta',
    'tomando nota',
    'consciente',
  ],
  operative: ['resuelve', 'resuelve además'],
  addressing: ['resuelve encargar', 'resuelve invitar', 'encarga', 'pide', 'invita', 'alienta'],
  addressees: [
    'a los Estados Miembros',
    'a los Estados Miembros y a los Miembros de Sector',
    'al Secretario General',
    'al Director de la Oficina de Desarrollo de las Telecomunicaciones',
    'al Director de la Oficina de Radiocomunicaciones',
    'al Director de la Oficina de Normalización de las Telecomunicaciones',
    'a los Directores de las tres Oficinas',
    'al Consejo',
    'a la Conferencia de Plenipotenciarios',
    'a las organizaciones regionales de telecomunicaciones',
  ],
}

const RUSSIAN: CallPhrases = {
  preamble: [
    'напоминая',
    'учитывая',
    'учитывая далее',
    'признавая',
    'признавая также',
    'отмечая',
    'отмечая далее',
    'принимая во внимание',
    'принимая к сведению',
    'сознавая',
  ],
  operative: ['решает', 'решает далее'],
  addressing: ['решает поручить', 'решает предложить', 'поручает', 'просит', 'предлагает', 'призывает'],
  addressees: [
    'Государствам-Членам',
    'Государствам-Членам и Членам Секторов',
    'Генеральному секретарю',
    'Директору Бюро развития электросвязи',
    'Директору Бюро радиосвязи',
    'Директору Бюро стандартизации электросвязи',
    'Директорам трех Бюро',
    'Совету',
    'Полномочной конференции',
    'региональным организациям электросвязи',
  ],
}

const CHINESE: CallPhrases = {
  preamble: ['忆及', '考虑到', '进一步考虑到', '认识到', '亦认识到', '注意到', '进一步注意到', '顾及', '意识到'],
  operative: ['做出决议', '进一步做出决议'],
  addressing: ['责成', '请', '要求', '鼓励', '呼吁'],
  addressees: [
    '成员国',
    '成员国和部门成员',
    '秘书长',
    '电信发展局主任',
    '无线电通信局主任',
    '电信标准化局主任',
    '三个局的主任',
    '理事会',
    '全权代表大会',
    '区域性电信组织',
  ],
}

const ARABIC: CallPhrases = {
  preamble: [
    'إذ يذكر',
    'إذ يضع في اعتباره',
    'وإذ يضع في اعتباره كذلك',
    'إذ يدرك',
    'وإذ يدرك أيضا',
    'إذ يلاحظ',
    'وإذ يلاحظ كذلك',
    'إذ يأخذ بعين الاعتبار',
    'وإذ يعي',
  ],
  operative: ['يقرر', 'يقرر كذلك'],
  addressing: ['يقرر أن يكلف', 'يقرر أن يدعو', 'يكلف', 'يطلب إلى', 'يدعو', 'يشجع', 'يناشد'],
  addressees: [
    'الدول الأعضاء',
    'الدول الأعضاء وأعضاء القطاعات',
    'الأمين العام',
    'مدير مكتب تنمية الاتصالات',
    'مدير مكتب الاتصالات الراديوية',
    'مدير مكتب تقييس الاتصالات',
    'مديري المكاتب الثلاثة',
    'المجلس',
    'مؤتمر المندوبين المفوضين',
    'منظمات الاتصالات الإقليمية',
  ],
}

export const CALL_PHRASES: Record<Language, CallPhrases> = {
  en: ENGLISH,
  fr: FRENCH,
  es: SPANISH,
  ru: RUSSIAN,
  zh: CHINESE,
  ar: ARABIC,
}
