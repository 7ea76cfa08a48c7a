/** How much of an IPv6 address a provider gives to one household: its sender has all of the rest to change about in. */
const HOUSEHOLD_GROUPS = 4
const GROUPS = 8

/** IPv4 as such, also where it came as IPv6 (`::ffff:192.0.2.7`). */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')

/** The first groups of an IPv6 address, with the zeros that are left out of it; undefined for what is none. */
export function firstGroups(address: string, count: number): string[] | undefined {
  const [text = ''] = plain(address).toLowerCase().split('%')
  if (!text.includes(':')) return undefined
  const [left = '', right] = text.split('::')
  const groupsOf = (part: string | undefined) => (part ?? '').split(':').filter((group) => group !== '')
  const [before, after] = [groupsOf(left), groupsOf(right)]
  const zeros = right === undefined ? 0 : Math.max(0, GROUPS - before.length - after.length)
  return [...before, ...Array<string>(zeros).fill('0'), ...after].slice(0, count)
}

/** Whom requests are counted for: an IPv4 address, or the network of an IPv6 address that one household has (/64). */
export function networkOf(address: string): string {
  const groups = firstGroups(address, HOUSEHOLD_GROUPS)
  return groups === undefined
    ? plain(address)
    : `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`
}
