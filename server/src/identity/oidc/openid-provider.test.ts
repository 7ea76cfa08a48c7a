import { expect, test } from 'vitest'
import { OpenIdProvider } from './openid-provider.ts'
import { ProviderAway } from './provider.ts'

const checks = { state: 's', nonce: 'n', codeVerifier: 'v'.repeat(43) }

test('a provider that cannot be reached is away, and is asked again the next time', async () => {
  const provider = new OpenIdProvider({
    issuer: 'http://127.0.0.1:1',
    clientId: 'club',
    clientSecret: 'a-secret-of-it',
    redirectUri: 'https://play.example.com/api/auth/oidc/callback',
  })
  for (let round = 0; round < 2; round++) {
    await expect(provider.authorizationUrl(checks)).rejects.toThrow(ProviderAway)
    await expect(provider.identify(new URLSearchParams(), checks)).rejects.toThrow(ProviderAway)
  }
})
