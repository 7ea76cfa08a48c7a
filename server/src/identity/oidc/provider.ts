/** Whom a provider vouches for. */
export interface ProviderIdentity {
  readonly issuer: string
  /** Stable at this provider, and never given to anybody else. */
  readonly subject: string
}

export interface ProviderChecks {
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
}

/** Somebody who vouches for people. */
export interface IdentityProvider {
  /** Where the browser is sent to. */
  authorizationUrl(checks: ProviderChecks): Promise<URL>
  /** Who came back, by the query he came back with; throws `ProviderRefused` when that cannot be trusted. */
  identify(query: URLSearchParams, checks: ProviderChecks): Promise<ProviderIdentity>
}

/** The provider cannot be reached; nobody is to blame for it. */
export class ProviderAway extends Error {}

/** The provider said no, or what came back is not to be trusted. */
export class ProviderRefused extends Error {}
