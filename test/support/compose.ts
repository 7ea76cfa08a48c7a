import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

const PROJECT = join(import.meta.dirname, '../..')

export interface ComposeService {
  image: string
  build?: string
  command?: string[]
  environment?: Record<string, string | number>
  depends_on?: Record<string, { condition: string }>
  healthcheck?: { disable?: boolean; test?: string[] }
  restart?: string
  ports?: string[]
  volumes?: string[]
  secrets?: string[]
  networks?: { default: { aliases: string[] } }
  stop_grace_period?: string
}

export interface ComposeFile {
  services: Record<string, ComposeService>
  volumes: Record<string, null>
  secrets: Record<string, { environment: string }>
}

/** The text of a file of the project. */
export function projectFile(name: string): string {
  return readFileSync(join(PROJECT, name), 'utf8')
}

/** docker-compose.yml with its anchors and merges resolved; variables are left as they are written. */
export function readCompose(): ComposeFile {
  return parse(projectFile('docker-compose.yml'), { merge: true }) as ComposeFile
}

/** The services that run the server's own image. */
export function ownServices({ services }: ComposeFile): [string, ComposeService][] {
  return Object.entries(services).filter(([, { image }]) => image === 'casino-club')
}

/** Names and values of an env file. */
export function readEnvFile(name: string): Record<string, string> {
  const matches = projectFile(name).matchAll(/^([A-Z_]+)=(.*)$/gm)
  return Object.fromEntries([...matches].map(([, key = '', value = '']) => [key, value]))
}

/** The variables that a text refers to as ${NAME}, ${NAME:-default} or ${NAME:?}. */
export function variablesIn(text: string): { name: string; fallback: string | null; required: boolean }[] {
  return [...text.matchAll(/\$\{([A-Z_]+)(?::(-|\?)([^}]*))?\}/g)].map(([, name = '', operator, rest]) => ({
    name,
    fallback: operator === '-' ? (rest ?? '') : null,
    required: operator === '?',
  }))
}

/** Fills in variables the way Compose does. */
export function interpolate(text: string, values: Record<string, string>): string {
  return text.replace(/\$\{([A-Z_]+)(?::([-?])([^}]*))?\}/g, (_, name: string, operator: string, rest: string) => {
    const value = values[name] || (operator === '-' ? rest : '')
    if (value === '' && operator === '?') throw new Error(`${name} is required`)
    return value
  })
}
