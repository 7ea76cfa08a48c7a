import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { StartError } from '../platform/start-error.ts'

export interface SandboxProcessOptions {
  /** Keeps its payments and its port; null: it forgets, and takes any port. */
  readonly dataDir: string | null
  readonly apiKey: string
  readonly webhookSecret: string
  readonly webhookUrl: string | null
  /** Further variables of its own, such as SANDBOX_MODE. */
  readonly env?: Readonly<Record<string, string>>
}

export interface SandboxProcess {
  readonly url: string
  stop(): Promise<void>
}

const START_MS = 15_000

function lastPort(file: string | null): string {
  try {
    return file === null ? '0' : readFileSync(file, 'utf8').trim()
  } catch {
    return '0'
  }
}

/** Starts the payment sandbox as a process of its own; it ends with the process that started it. */
export async function startSandbox(options: SandboxProcessOptions): Promise<SandboxProcess> {
  const { dataDir } = options
  if (dataDir !== null) mkdirSync(dataDir, { recursive: true })
  const portFile = dataDir === null ? null : join(dataDir, 'payments.port')
  try {
    return await launch(options, portFile, lastPort(portFile))
  } catch {
    // Its last port may belong to somebody else by now.
    return launch(options, portFile, '0')
  }
}

async function launch(
  { dataDir, apiKey, webhookSecret, webhookUrl, env }: SandboxProcessOptions,
  portFile: string | null,
  port: string,
): Promise<SandboxProcess> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'main.ts')],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: {
        // Nothing else of ours: it plays an outside party.
        PATH: process.env.PATH,
        SANDBOX_TIED: '1',
        SANDBOX_PORT: port,
        SANDBOX_API_KEY: apiKey,
        SANDBOX_WEBHOOK_SECRET: webhookSecret,
        ...(webhookUrl && { SANDBOX_WEBHOOK_URL: webhookUrl }),
        ...(dataDir && { SANDBOX_FILE: join(dataDir, 'payments.jsonl') }),
        ...env,
      },
    },
  )
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new StartError('The payment sandbox did not start.')), START_MS)
    child.once('error', reject)
    child.once('exit', () => reject(new StartError('The payment sandbox ended at once.')))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = /^payment sandbox on (\S+)$/.exec(line)?.[1]
      if (address === undefined) return
      clearTimeout(timer)
      resolve(address)
    })
  }).catch((error: unknown) => {
    child.kill('SIGKILL')
    throw error
  })
  if (portFile !== null) writeFileSync(portFile, `${new URL(url).port}\n`)
  return {
    url,
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}
