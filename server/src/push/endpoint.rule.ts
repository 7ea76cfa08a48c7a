import { isIP } from 'node:net'
import { accept, type Result, refuse } from '@casino-club/shared'
import { isPublicAddress } from './public-address.ts'

export interface EndpointTerms {
  /** `host`, `host:port`, or `*.host` for all beneath it. */
  readonly hosts: readonly string[]
  readonly allowPrivate: boolean
}

export interface Endpoint {
  readonly origin: string
  readonly host: string
}

const isListed = ({ hostname, port }: URL, hosts: readonly string[]): boolean =>
  hosts.some((entry) => {
    const [host = '', listedPort = ''] = entry.split(':')
    if (port !== listedPort) return false
    return host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host
  })

/**
 * Whether the club may send to this address. It is what a browser says, so anybody's words: only https, only push services
 * that are listed, at their ports, and no address of a private net. What a name resolves to is checked when it is resolved.
 */
export function checkEndpoint(text: string, terms: EndpointTerms): Result<Endpoint, 'PUSH_ENDPOINT_REFUSED'> {
  const refused = (why: string) => refuse('PUSH_ENDPOINT_REFUSED', why)
  if (!URL.canParse(text) || /[\s\\]/.test(text)) return refused('the endpoint is no address')
  const url = new URL(text)
  if (url.protocol !== 'https:') return refused('the endpoint must be https')
  if (url.username !== '' || url.password !== '' || text.includes('@')) return refused('the endpoint names a user')
  if (url.hash !== '') return refused('the endpoint has a fragment')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !terms.allowPrivate && !isPublicAddress(host)) return refused('the endpoint is not public')
  if (!isListed(url, terms.hosts)) return refused('the endpoint is of no push service that is listed')
  return accept({ origin: url.origin, host })
}
