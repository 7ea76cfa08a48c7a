import type { LookupAddress, LookupOptions } from 'node:dns'
import { lookup as lookUp } from 'node:dns'
import { isPublicAddress } from './public-address.ts'

/** A name that leads to an address where no push service can be. */
export class PrivateAddress extends Error {
  override readonly name = 'PrivateAddress'
  constructor() {
    super('the name resolves to an address that is not public')
  }
}

type Done = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void

/**
 * A resolver for sockets: every address of a name must be public, and the socket connects to one that was checked here, so
 * that a name cannot lead elsewhere between the check and the connection.
 */
export function checkedLookup(allowPrivate: boolean) {
  return (hostname: string, options: LookupOptions, done: Done): void => {
    lookUp(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? []
      if (error) done(error, [])
      else if (first === undefined) done(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), [])
      else if (!allowPrivate && !addresses.every(({ address }) => isPublicAddress(address)))
        done(new PrivateAddress(), [])
      else if (options.all) done(null, addresses)
      else done(null, first.address, first.family)
    })
  }
}

const RESOLVE_MS = 2_000

/** Whether a name leads to a private address. One that leads nowhere at the moment does not: it is resolved again to send. */
export async function leadsInside(host: string, allowPrivate: boolean): Promise<boolean> {
  if (allowPrivate) return false
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), RESOLVE_MS)
    checkedLookup(false)(host, { all: true }, (error) => {
      clearTimeout(timer)
      resolve(error instanceof PrivateAddress)
    })
  })
}
