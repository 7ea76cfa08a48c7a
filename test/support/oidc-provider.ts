import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll } from 'vitest'

export const CLIENT = { id: 'the-club', secret: 'a-secret-of-the-provider' }

/** What the provider says of the person before it; tests make it lie. */
export interface Behaviour {
  subject: string
  claims: Record<string, unknown>
  /** Changes the address the browser is sent back to. */
  back: (url: URL) => void
}

interface Granted {
  readonly nonce: string
  readonly challenge: string
  readonly redirectUri: string
}

export interface TestProvider {
  readonly issuer: string
  readonly behaviour: Behaviour
}

const json = (response: ServerResponse, status: number, body: object) => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return new URLSearchParams(Buffer.concat(chunks).toString())
}

const basicOf = (request: IncomingMessage, form: URLSearchParams): string[] => {
  const [, basic] = (request.headers.authorization ?? '').split(' ')
  if (basic === undefined) return [form.get('client_id') ?? '', form.get('client_secret') ?? '']
  return Buffer.from(basic, 'base64').toString().split(':').map(decodeURIComponent)
}

const metadataOf = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/keys`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  authorization_response_iss_parameter_supported: true,
})

/** A small OpenID Connect provider: discovery, keys, authorization code with PKCE, tokens. Everybody is logged in there. */
export async function openProvider(port: number): Promise<TestProvider> {
  const issuer = `http://127.0.0.1:${port}`
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
  const behaviour: Behaviour = { subject: 'nobody', claims: {}, back: () => undefined }
  const granted = new Map<string, Granted>()

  const authorize = (query: URLSearchParams, response: ServerResponse) => {
    const redirectUri = query.get('redirect_uri') ?? ''
    const code = randomBytes(16).toString('hex')
    granted.set(code, { nonce: query.get('nonce') ?? '', challenge: query.get('code_challenge') ?? '', redirectUri })
    const back = new URL(redirectUri)
    back.search = new URLSearchParams({ code, state: query.get('state') ?? '', iss: issuer }).toString()
    behaviour.back(back)
    response.writeHead(302, { location: back.href }).end()
  }

  const token = async (request: IncomingMessage, response: ServerResponse) => {
    const form = await formOf(request)
    const [id, secret] = basicOf(request, form)
    if (id !== CLIENT.id || secret !== CLIENT.secret) return json(response, 401, { error: 'invalid_client' })
    const grant = granted.get(form.get('code') ?? '')
    granted.delete(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (grant?.challenge !== challenge || grant.redirectUri !== form.get('redirect_uri')) {
      return json(response, 400, { error: 'invalid_grant' })
    }
    const iat = Math.floor(Date.now() / 1_000)
    const claims = {
      iat,
      exp: iat + 300,
      iss: issuer,
      sub: behaviour.subject,
      aud: CLIENT.id,
      nonce: grant.nonce,
      ...behaviour.claims,
    }
    const idToken = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(privateKey)
    json(response, 200, { access_token: 'unused', token_type: 'Bearer', expires_in: 300, id_token: idToken })
  }

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', issuer)
    if (pathname === '/.well-known/openid-configuration') {
      json(response, 200, metadataOf(issuer))
    } else if (pathname === '/keys') json(response, 200, { keys: [jwk] })
    else if (pathname === '/authorize') authorize(searchParams, response)
    else if (pathname === '/token') void token(request, response)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return { issuer, behaviour }
}
