/**
 * DATABASE_URL with several hosts, as libpq writes it: `postgres://user:password@one:5432,two:5432/database`. One of them takes
 * writes at a time; the others are its standbys.
 */
const PARTS = /^(postgres(?:ql)?:\/\/(?:[^/?]*@)?)([^/?@]+)(.*)$/

/** One address for each host, in their order; empty where it is no such address. */
export function addressesOf(url: string): readonly string[] {
  const [, before, hosts, after] = PARTS.exec(url) ?? []
  if (before === undefined || hosts === undefined || after === undefined) return []
  const addresses = hosts.split(',').map((host) => before + host + withoutOwn(after))
  return addresses.every((address) => URL.canParse(address)) ? addresses : []
}

/**
 * To be shown to an operator: the hosts and the name of the database, and nothing else. Whatever stands before an `@` or behind a
 * `?` may be a part of a password.
 */
export function shownAddress(url: string): string {
  const [, , hosts = '', after = ''] = PARTS.exec(url) ?? []
  if (addressesOf(url).length === 0) return '(not an address)'
  if (after.includes('@')) return '(not shown)'
  return `postgres://${hosts}${after.replace(/[?#].*$/s, '')}`
}

/** A host that takes writes is always looked for: `pg` does not know this word of libpq. */
const withoutOwn = (after: string) =>
  after.replace(/([?&])target_session_attrs=[^&]*(?:&|$)/, '$1').replace(/[?&]$/, '')
