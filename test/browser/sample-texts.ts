/** Short resolutions with an invented subject, in own sentences, for texts in other scripts. Tests, not texts for use. */
import type { PostedImport } from '../../shared/protocol/imports.ts'

type Posted = PostedImport['blocks'][number]
type Line = readonly [kind: Posted['kind'], words: string, level?: 0 | 1 | 2]

const blocksOf = (lines: readonly Line[]): Posted[] =>
  lines.map(([kind, words, level = 0], at) => ({ id: `b${at}`, kind, level, origin: null, runs: [{ text: words }] }))

const textOf = (language: 'ar' | 'zh' | 'ru', number: string, title: string, lines: readonly Line[]): PostedImport => ({
  fileName: `${language}.txt`,
  edition: { number, revision: null, conference: 'WTDC', heldAt: 'Baku, 2025', title, language },
  blocks: blocksOf(lines),
  findings: [],
  leftOut: [],
})

export const ARABIC = textOf('ar', '901', 'مكتبات متنقلة للجزر النائية', [
  ['number', 'القرار 901 (باكو، 2025)'],
  ['title', 'مكتبات متنقلة للجزر النائية'],
  ['opening', 'إن المؤتمر العالمي لتنمية الاتصالات (باكو، 2025)،'],
  ['preamble-call', 'إذ يضع في اعتباره'],
  ['item', 'أن القوارب تصل إلى الجزر مرة واحدة في الشهر؛'],
  ['item', 'أن نظام VSAT الذي يعمل في النطاق 14 GHz (Ku-band) متاح في بعض الموانئ؛'],
  ['item', 'أن المعلمين يطلبون الكتب عبر الراديو،'],
  ['operative-call', 'يقرر أن يكلف مدير مكتب تنمية الاتصالات'],
  ['item', 'بأن يعد قائمة بالكتب المطلوبة:'],
  ['item', 'للمدارس؛', 1],
  ['item', 'للموانئ؛', 1],
  ['item', 'بأن ينشر القائمة قبل 15 مارس من كل سنة.'],
])

export const CHINESE = textOf('zh', '902', '偏远岛屿流动图书馆', [
  ['number', '第902号决议（巴库，2025年）'],
  ['title', '偏远岛屿流动图书馆'],
  ['opening', '世界电信发展大会（2025年，巴库），'],
  ['preamble-call', '考虑到'],
  ['item', '船只每月仅抵达岛屿一次；'],
  [
    'item',
    '部分港口已有工作在14 GHz频段（Ku波段）的VSAT系统，教师通过无线电订购图书，并希望在学期开始之前收到这些图书，',
  ],
  ['operative-call', '责成电信发展局主任'],
  ['item', '编制所需图书清单；'],
  ['item', '每年3月15日之前公布该清单。'],
])

export const RUSSIAN = textOf('ru', '903', 'Передвижные библиотеки для отдаленных островов', [
  ['number', 'РЕЗОЛЮЦИЯ 903 (Баку, 2025 г.)'],
  ['title', 'Передвижные библиотеки для отдаленных островов'],
  ['opening', 'Всемирная конференция по развитию электросвязи (Баку, 2025 г.),'],
  ['preamble-call', 'учитывая'],
  ['item', 'что суда заходят на острова один раз в месяц;'],
  ['item', 'что учителя заказывают книги по радио,'],
  ['operative-call', 'поручает Директору Бюро развития электросвязи'],
  ['item', 'составить список необходимых книг;'],
  ['item', 'публиковать этот список до 15 марта каждого года.'],
])
