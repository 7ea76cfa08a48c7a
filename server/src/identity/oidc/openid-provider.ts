import * as openid from 'openid-client'
import {
  type IdentityProvider,
  ProviderAway,
  type ProviderChecks,
  type ProviderIdentity,
  ProviderRefused,
} from './provider.ts'

export interface OpenIdOptions {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Where the provider sends the browser back to; registered with it. */
  readonly redirectUri: string
}

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]'])

/** What the library throws of an answer that is wrong; anything else is a fault of the network. */
const isRefusal = (error: unknown): boolean =>
  error instanceof openid.ClientError ||
  error instanceof openid.AuthorizationResponseError ||
  error instanceof openid.ResponseBodyError

/** OpenID Connect by authorization code with PKCE, state and nonce; the provider is looked up when it is first needed. */
export class OpenIdProvider implements IdentityProvider {
  private readonly options: OpenIdOptions
  private found: Promise<openid.Configuration> | undefined

  constructor(options: OpenIdOptions) {
    this.options = options
  }

  async authorizationUrl({ state, nonce, codeVerifier }: ProviderChecks): Promise<URL> {
    return openid.buildAuthorizationUrl(await this.configuration(), {
      redirect_uri: this.options.redirectUri,
      // Nothing but who it is: neither name nor address is asked for, kept, or believed.
      scope: 'openid',
      state,
      nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    })
  }

  async identify(query: URLSearchParams, { state, nonce, codeVerifier }: ProviderChecks): Promise<ProviderIdentity> {
    const configuration = await this.configuration()
    const url = new URL(this.options.redirectUri)
    url.search = query.toString()
    try {
      const tokens = await openid.authorizationCodeGrant(configuration, url, {
        pkceCodeVerifier: codeVerifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (claims === undefined) throw new ProviderRefused('no identity came back')
      return { issuer: claims.iss, subject: claims.sub }
    } catch (error) {
      if (error instanceof ProviderRefused) throw error
      if (isRefusal(error)) throw new ProviderRefused('the provider’s answer cannot be trusted', { cause: error })
      throw new ProviderAway('the provider did not answer', { cause: error })
    }
  }

  /** Asked for once; a provider that is away is asked again next time. */
  private configuration(): Promise<openid.Configuration> {
    const { issuer, clientId, clientSecret } = this.options
    const server = new URL(issuer)
    // Plain HTTP is for a provider on this very machine.
    const options = LOCAL.has(server.hostname) ? { execute: [openid.allowInsecureRequests] } : undefined
    this.found ??= openid.discovery(server, clientId, clientSecret, undefined, options).catch((error: unknown) => {
      this.found = undefined
      throw new ProviderAway('the provider cannot be looked up', { cause: error })
    })
    return this.found
  }
}
