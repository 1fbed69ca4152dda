/**
 * Which body met where and when: the place and the year of an edition tell whose resolution it is. General knowledge of ITU
 * conferences; a place and a year that are not here tell nothing.
 */
export type Body = 'PP' | 'WTDC' | 'WTSA' | 'WRC'

/** As the heads of texts and the library write them. */
export const BODY_NAME: Record<Body, string> = {
  PP: 'Plenipotentiary Conference',
  WTDC: 'World Telecommunication Development Conference',
  WTSA: 'World Telecommunication Standardization Assembly',
  WRC: 'World Radiocommunication Conference',
}

const SESSIONS: Record<Exclude<Body, 'WRC'>, readonly string[]> = {
  PP: [
    'Nice 1989',
    'Geneva 1992',
    'Kyoto 1994',
    'Minneapolis 1998',
    'Marrakesh 2002',
    'Antalya 2006',
    'Guadalajara 2010',
    'Busan 2014',
    'Dubai 2018',
    'Bucharest 2022',
    'Doha 2026',
  ],
  WTDC: [
    'Buenos Aires 1994',
    'Valletta 1998',
    'Istanbul 2002',
    'Doha 2006',
    'Hyderabad 2010',
    'Dubai 2014',
    'Buenos Aires 2017',
    'Kigali 2022',
    'Baku 2025',
  ],
  WTSA: [
    'Helsinki 1993',
    'Geneva 1996',
    'Montreal 2000',
    'Florianópolis 2004',
    'Johannesburg 2008',
    'Dubai 2012',
    'Hammamet 2016',
    'Geneva 2022',
    'New Delhi 2024',
  ],
}

/** The words by which texts name the bodies; the languages other than English are recollection. */
const NAMED: Record<Body, RegExp> = {
  PP: /plenipotentiary conference|conf[ée]rence de pl[ée]nipotentiaires|conferencia de plenipotenciarios|полномочн\p{L}* конференци|全权代表大会|مؤتمر المندوبين المفوضين|\bPP(?:-\d\d)?\b/iu,
  WTDC: /world telecommunication development conference|conf[ée]rence mondiale de d[ée]veloppement des t[ée]l[ée]communications|conferencia mundial de desarrollo de las telecomunicaciones|всемирн\p{L}* конференци\p{L}* по развитию электросвязи|世界电信发展大会|المؤتمر العالمي لتنمية الاتصالات|\bWTDC\b|\bCMDT\b|ВКРЭ/iu,
  WTSA: /world telecommunication standardization assembly|assembl[ée]e mondiale de normalisation des t[ée]l[ée]communications|asamblea mundial de normalizaci[óo]n de las telecomunicaciones|всемирн\p{L}* ассамбле\p{L}* по стандартизации электросвязи|世界电信标准化全会|الجمعية العالمية لتقييس الاتصالات|\bWTSA\b|\bAMNT\b|ВАСЭ/iu,
  WRC: /world radiocommunication conference|conf[ée]rence mondiale des radiocommunications|conferencia mundial de radiocomunicaciones|всемирн\p{L}* конференци\p{L}* радиосвязи|世界无线电通信大会|المؤتمر العالمي للاتصالات الراديوية|\bWRC\b|\bCMR\b|ВКР(?!Э)/iu,
}

export const bodyNamed = (words: string): Body | null =>
  (Object.keys(NAMED) as Body[]).find((body) => NAMED[body].test(words)) ?? null

/** Null where no such meeting is known, or more than one. */
export function bodyThatMet(place: string, year: number): Body | null {
  const session = `${place.trim()} ${year}`.toLowerCase()
  const bodies = (Object.keys(SESSIONS) as (keyof typeof SESSIONS)[]).filter((body) =>
    SESSIONS[body].some((each) => each.toLowerCase() === session),
  )
  return bodies.length === 1 ? bodies[0]! : null
}
