/** What a person is in a forum. One person may be several things at once. Source: domain.md §4. */
export const ROLES = [
  'delegate',
  'head-of-delegation',
  'coordinator',
  'chair',
  'vice-chair',
  'secretariat',
  'observer',
  'sector-member',
  'associate',
  'academia',
] as const
export type Role = (typeof ROLES)[number]
