import type { Call, Schema } from './http.ts'

const DEFAULT_GAME_PORT = 2567

const clientConfigReply: Schema<{ gameUrl: string | null }> = {
  safeParse(value) {
    const told = (value as { gameUrl?: unknown } | null)?.gameUrl
    if (told !== null && typeof told !== 'string') return { success: false }
    return { success: true, data: { gameUrl: told || null } }
  },
}

interface PageLocation {
  readonly protocol: string
  readonly hostname: string
}

/** Where the game socket is: what the server says, else this host at the usual port. */
export function gameUrlFrom(told: string | null, page: PageLocation): string {
  return told ?? `${page.protocol}//${page.hostname}:${DEFAULT_GAME_PORT}`
}

/** Asks for every connection; a server that does not answer means what it told last, or the default. */
export function createGameUrlFinder(call: Call, page: PageLocation): () => Promise<string> {
  let told: string | null = null
  return async () => {
    const result = await call('/api/client-config', clientConfigReply)
    if (result.ok) told = result.value.gameUrl
    return gameUrlFrom(told, page)
  }
}
